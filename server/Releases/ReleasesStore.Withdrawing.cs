using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.Server.Submissions;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Releases;

/// <content>Withdrawing a release.</content>
internal sealed partial class ReleasesStore
{
    // The series that a release touched: their current figures first, then what each release replaced, the latest first.
    private static readonly string SelectTouched =
        $"""
        WITH touched AS (
            SELECT ref_area, series_id FROM series_known_history WHERE release_id = $1
            UNION
            SELECT ref_area, series_id FROM series_current WHERE first_release_id = $1
        )
        SELECT c.ref_area, c.series_id, NULL::bigint AS release_id, c.first_release_id, {SeriesTable.Select("c")}
        FROM touched JOIN series_known c USING (ref_area, series_id)
        UNION ALL
        SELECT h.ref_area, h.series_id, h.release_id, 0, {SeriesTable.Select("h")}
        FROM touched JOIN series_known_history h USING (ref_area, series_id)
        ORDER BY ref_area, series_id, release_id DESC NULLS FIRST
        """;

    private const string KeepRestoredJustifications =
        """
        INSERT INTO figure_justification (ref_area, series_id, release_id, period, rule_id, text, author, justified_at)
        SELECT j.ref_area, j.series_id, @ReleaseId, o.period, j.rule_id, j.text, j.author, j.justified_at
        FROM figure_restoration f
        CROSS JOIN LATERAL unnest(f.periods, f.from_release_ids) o (period, from_release_id)
        JOIN figure_justification j ON j.ref_area = f.ref_area AND j.series_id = f.series_id AND j.release_id = o.from_release_id AND j.period = o.period
        WHERE f.release_id = @ReleaseId
        """;

    // The instant was stated for the figure that goes. Without one, what is restored with status E waits for its provider.
    private const string DropEmbargoes =
        """
        DELETE FROM observation_embargo e USING figure_restoration f
        WHERE f.release_id = @ReleaseId AND e.ref_area = f.ref_area AND e.series_id = f.series_id AND e.period = ANY(f.periods)
        """;

    /// <summary>Withdraws a publication, or finds that it is withdrawn already.</summary>
    /// <returns>The release that withdraws it.</returns>
    /// <exception cref="Errors.ExchangeException">It cannot be withdrawn; nothing has changed.</exception>
    public async Task<ReleaseRecord> WithdrawAsync(ReleaseRecord release, Caller caller, string reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // First the submission, then the lock of all publications: as those who publish do.
        var submission = (await SubmissionsStore.LockAsync(connection, release.SubmissionId!.Value))!;
        await ReleaseLog.LockAsync(connection, cancellationToken);
        if ((await ReleaseLog.FindAsync(connection, release.ReleaseId))!.WithdrawnByReleaseId is { } withdrawnBy)
            return (await ReleaseLog.FindAsync(connection, withdrawnBy))!;

        var withdrawal = await ReleaseLog.NextAsync(connection, time.GetUtcNow()) with
        {
            Organisation = release.Organisation,
            Kind = ReleaseKind.Withdrawal,
            Reason = reason,
            WithdrawsReleaseId = release.ReleaseId,
        };
        (withdrawal, var hidden) = await RestoreAsync(connection, release, withdrawal, cancellationToken);
        await connection.ExecuteAsync(KeepRestoredJustifications, new { withdrawal.ReleaseId });
        await connection.ExecuteAsync(DropEmbargoes, new { withdrawal.ReleaseId });
        await QuotationCover.CoverAsync(connection, hidden, cancellationToken);
        await SubmissionLifeStore.MoveAsync(connection, submission, SubmissionState.Withdrawn, new Actor(caller, reason), time.GetUtcNow());
        await ReleaseLog.AppendAsync(connection, withdrawal);
        await transaction.CommitAsync(cancellationToken);
        return withdrawal;
    }

    private async Task<(ReleaseRecord Withdrawal, HiddenObservations Hidden)> RestoreAsync(
        NpgsqlConnection connection, ReleaseRecord release, ReleaseRecord withdrawal, CancellationToken cancellationToken)
    {
        var passedOver = (await connection.QueryAsync<long>(
            """
            SELECT release_id FROM release WHERE kind <> 'Publication'
            UNION ALL
            SELECT withdraws_release_id FROM release WHERE withdraws_release_id IS NOT NULL
            """)).ToHashSet();
        var lifting = (await connection.QueryAsync<long>("SELECT release_id FROM release WHERE kind = 'EmbargoLifted'")).ToHashSet();
        await using var revision = await RevisionWriter.BeginAsync(connection, cancellationToken);
        await foreach (var (refArea, seriesId, current, vintages) in ReadTouchedAsync(release, cancellationToken))
        {
            var series = new SeriesWithdrawal(current, vintages, release.ReleaseId, id => !passedOver.Contains(id), lifting.Contains);
            withdrawal = withdrawal with { ObservationsLeft = withdrawal.ObservationsLeft + series.Left };
            if (Finish(series, release) is not { } changed)
                continue;
            withdrawal = withdrawal with
            {
                SeriesAdded = withdrawal.SeriesAdded + (series.IsSeriesAdded ? 1 : 0),
                SeriesChanged = withdrawal.SeriesChanged + (series.IsSeriesAdded ? 0 : 1),
                ObservationsAdded = withdrawal.ObservationsAdded + series.Added,
                ObservationsChanged = withdrawal.ObservationsChanged + series.Changed,
                ObservationsDeleted = withdrawal.ObservationsDeleted + series.Deleted,
            };
            var restored = series.Restored.Count > 0 ? series.Restored : null;
            await revision.WriteAsync(refArea, seriesId, changed.Next, changed.Replaced, restored, cancellationToken);
        }

        await revision.CompleteAsync(cancellationToken);
        return (withdrawal, await protection.ApplyAsync(connection, withdrawal, cancellationToken));
    }

    private static (SeriesColumns Next, SeriesColumns Replaced)? Finish(SeriesWithdrawal series, ReleaseRecord release)
    {
        try
        {
            return series.Finish();
        }
        catch (OverflowException)
        {
            throw ReleaseErrors.DecimalsDoNotFit(release);
        }
    }

    // On a connection of its own, because the other one is busy with COPY. Nobody else publishes meanwhile.
    private async IAsyncEnumerable<(int RefArea, long SeriesId, SeriesColumns Current, IReadOnlyList<VintageColumns> Vintages)> ReadTouchedAsync(
        ReleaseRecord release, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int columns = 4;
        await using var session = await ViewerSession.OpenAsync(database, Viewer.Of(release.Organisation), cancellationToken);
        await using var command = new NpgsqlCommand(SelectTouched, session.Connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = release.ReleaseId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        (int RefArea, long SeriesId, long First, SeriesColumns Current, List<ReplacedColumns> History)? open = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            var (refArea, seriesId) = (reader.GetInt32(0), reader.GetInt64(1));
            var replacedBy = reader.IsDBNull(2) ? (long?)null : reader.GetInt64(2);
            var first = reader.GetInt64(3);
            var read = SeriesTable.Read(reader, columns);
            if (replacedBy is { } id)
            {
                open!.Value.History.Add(new ReplacedColumns(id, read));
                continue;
            }

            if (open is { } complete)
                yield return Complete(complete);
            open = (refArea, seriesId, first, read, []);
        }

        if (open is { } last)
            yield return Complete(last);

        static (int, long, SeriesColumns, IReadOnlyList<VintageColumns>) Complete(
            (int RefArea, long SeriesId, long First, SeriesColumns Current, List<ReplacedColumns> History) series) =>
            (series.RefArea, series.SeriesId, series.Current, SeriesVintages.Of(series.Current, series.First, series.History));
    }
}
