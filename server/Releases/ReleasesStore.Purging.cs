using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.V1;

namespace StatExchange.Server.Releases;

/// <content>Purging what should never have been public: the only thing here that takes from the history.</content>
internal sealed partial class ReleasesStore
{
    // What the figure quotes elsewhere: why it was right, and findings on figures of the same area and periods, which may have been
    // calculated from it.
    private const string RemoveQuotations =
        """
        DELETE FROM figure_justification WHERE ref_area = @RefArea AND series_id = @SeriesId AND (period IS NULL OR period = ANY(@periods));
        UPDATE finding SET value = '', expected = '', facts = NULL, justification = CASE WHEN justification IS NOT NULL THEN '' END
        WHERE period_ordinal = ANY(@periods) AND (ref_area = @RefArea OR key ->> 'ref_area' = (SELECT code FROM code WHERE id = @RefArea))
        """;

    // What an UPDATE leaves in the table's files until they are tidied up.
    private const string TidyUp = "VACUUM series_current, series_history, series_restricted, series_restricted_history, figure_justification, finding";

    private static readonly string SelectVintages =
        $"""
        SELECT c.ref_area, c.series_id, NULL::bigint AS release_id, {SeriesTable.Select("c")}
        FROM series s JOIN series_known c USING (ref_area, series_id)
        WHERE {string.Join(" AND ", SeriesTable.KeyColumns.Select((column, index) => $"s.{column} = ${index + 1}"))}
        UNION ALL
        SELECT h.ref_area, h.series_id, h.release_id, {SeriesTable.Select("h")}
        FROM series s JOIN series_known_history h USING (ref_area, series_id)
        WHERE {string.Join(" AND ", SeriesTable.KeyColumns.Select((column, index) => $"s.{column} = ${index + 1}"))}
        """;

    private static readonly string SelectShown =
        $"SELECT h.release_id, {SeriesTable.Select("h")} FROM series_history h WHERE h.ref_area = $1 AND h.series_id = $2";

    private const string IsRestricted = "SELECT EXISTS (SELECT 1 FROM series_restricted WHERE ref_area = @RefArea AND series_id = @SeriesId)";

    /// <summary>Purges observations of a series, from the current figures and from every vintage.</summary>
    /// <exception cref="Errors.ExchangeException">There never was such an observation.</exception>
    public async Task<PurgeRecord> PurgeAsync(
        PurgedSeries series, int[] periods, Caller caller, string reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ViewerSession.IdentifyAsync(connection, Viewer.Of(series.Organisation), cancellationToken);
        await ReleaseLog.LockAsync(connection, cancellationToken);
        var vintages = await ReadVintagesAsync(connection, series, cancellationToken);
        var purge = new SeriesPurge(periods);
        var (current, concerned) = (vintages.FirstOrDefault(vintage => vintage.ReleaseId is null), Array.Empty<int>());
        var rewritten = new List<ReplacedColumns>();
        SeriesColumns? next = null;
        foreach (var vintage in vintages)
        {
            if (purge.Apply(vintage.Columns) is not { } purged)
                continue;
            if (vintage.ReleaseId is { } releaseId)
                rewritten.Add(new ReplacedColumns(releaseId, purged.Columns));
            else
                (next, concerned) = (purged.Columns, [.. purged.Periods]);
        }

        if (purge.Seen == 0)
            throw ReleaseErrors.ObservationNotFound(series);
        if (purge.Removed == 0)
            return new PurgeRecord(null, 0, 0);

        var release = await ReleaseLog.NextAsync(connection, time.GetUtcNow()) with
        {
            Organisation = series.Organisation,
            Kind = ReleaseKind.Purge,
            Reason = reason,
            SeriesChanged = next is null ? 0 : 1,
            ObservationsChanged = concerned.Length,
        };
        // What receipts are made from is about to change. Nobody publishes meanwhile.
        await receipts.MakeMissingAsync(series.Organisation, cancellationToken);
        var isRestricted = await connection.ExecuteScalarAsync<bool>(IsRestricted, new { current!.RefArea, current.SeriesId });
        await HistoryRewriter.RewriteAsync(
            connection, isRestricted ? HistoryRewriter.Restricted : HistoryRewriter.Shown,
            [.. rewritten.Select(entry => (current.RefArea, current.SeriesId, entry))], cancellationToken);
        HiddenObservations hidden;
        await using (var revision = await RevisionWriter.BeginAsync(connection, cancellationToken))
        {
            // The purge is a vintage of its own, and what it replaces is the tombstone: nothing leads back behind it.
            if (next is not null)
            {
                int[] positions = [.. concerned.Select(period => Array.BinarySearch(next.Periods, period))];
                await revision.WriteAsync(current.RefArea, current.SeriesId, next, next.At(positions), restored: null, cancellationToken);
            }

            await revision.CompleteAsync(cancellationToken);
            hidden = await protection.ApplyAsync(connection, release, cancellationToken);
        }

        await QuotationCover.CoverAsync(connection, hidden, cancellationToken);
        await PurgeShownAsync(connection, current.RefArea, current.SeriesId, periods, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            RemoveQuotations, new { current.RefArea, current.SeriesId, periods }, commandTimeout: 0, cancellationToken: cancellationToken));
        await ReleaseLog.AppendAsync(connection, release);
        var subject = new { series = series.Name, periods, release = release.ReleaseId, vintages = purge.Removed };
        var act = caller.Did("PURGE_OBSERVATIONS", subject) with { Reason = reason, Concerns = [series.Organisation] };
        var auditEntry = await AuditStore.AppendAsync(connection, act, new DateTimeOffset(release.PublishedAt));
        await transaction.CommitAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(TidyUp, commandTimeout: 0, cancellationToken: CancellationToken.None));
        return new PurgeRecord(release, purge.Removed, auditEntry);
    }

    private static async Task<List<StoredVintage>> ReadVintagesAsync(NpgsqlConnection connection, PurgedSeries series, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SelectVintages, connection);
        foreach (var column in SeriesTable.KeyColumns)
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = series.DimensionIds[column] });
        var vintages = new List<StoredVintage>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            vintages.Add(new StoredVintage(reader.GetInt32(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2), SeriesTable.Read(reader, 3)));
        return vintages;
    }

    // What everybody sees of a series with restricted figures has a history of its own, which this release may just have added to.
    private static async Task PurgeShownAsync(
        NpgsqlConnection connection, int refArea, long seriesId, int[] periods, CancellationToken cancellationToken)
    {
        var purge = new SeriesPurge(periods);
        var rewritten = new List<(int, long, ReplacedColumns)>();
        await using (var command = new NpgsqlCommand(SelectShown, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = refArea });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seriesId });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (purge.Apply(SeriesTable.Read(reader, 1)) is { } purged)
                    rewritten.Add((refArea, seriesId, new ReplacedColumns(reader.GetInt64(0), purged.Columns)));
            }
        }

        await HistoryRewriter.RewriteAsync(connection, HistoryRewriter.Shown, rewritten, cancellationToken);
    }

    private sealed record StoredVintage(int RefArea, long SeriesId, long? ReleaseId, SeriesColumns Columns);
}
