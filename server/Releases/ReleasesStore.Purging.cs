using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;
using StatExchange.Server.Database.Figures;
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
    private const string TidyUp = "VACUUM series_current, series_history, figure_justification, finding";

    private static readonly string SelectVintages =
        $"""
        SELECT c.ref_area, c.series_id, NULL::bigint AS release_id, {SeriesTable.Select("c")}
        FROM series s JOIN series_current c USING (ref_area, series_id)
        WHERE {string.Join(" AND ", SeriesTable.KeyColumns.Select((column, index) => $"s.{column} = ${index + 1}"))}
        UNION ALL
        SELECT h.ref_area, h.series_id, h.release_id, {SeriesTable.Select("h")}
        FROM series s JOIN series_history h USING (ref_area, series_id)
        WHERE {string.Join(" AND ", SeriesTable.KeyColumns.Select((column, index) => $"s.{column} = ${index + 1}"))}
        """;

    private static readonly string RewriteHistory =
        $"""
        UPDATE series_history h
        SET {string.Join(", ", SeriesTable.Columns.Select(column => $"\"{column}\" = m.\"{column}\""))}
        FROM purged m WHERE h.ref_area = m.ref_area AND h.series_id = m.series_id AND h.release_id = m.release_id
        """;

    /// <summary>Purges observations of a series, from the current figures and from every vintage.</summary>
    /// <exception cref="Errors.ExchangeException">There never was such an observation.</exception>
    public async Task<PurgeRecord> PurgeAsync(
        PurgedSeries series, int[] periods, Caller caller, string reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ReleaseLog.LockAsync(connection, cancellationToken);
        var vintages = await ReadVintagesAsync(connection, series, cancellationToken);
        var purge = new SeriesPurge(periods);
        var (current, concerned) = (vintages.FirstOrDefault(vintage => vintage.ReleaseId is null), Array.Empty<int>());
        var rewritten = new List<(long ReleaseId, SeriesColumns Columns)>();
        SeriesColumns? next = null;
        foreach (var vintage in vintages)
        {
            if (purge.Apply(vintage.Columns) is not { } purged)
                continue;
            if (vintage.ReleaseId is { } releaseId)
                rewritten.Add((releaseId, purged.Columns));
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
        await RewriteAsync(connection, current!.RefArea, current.SeriesId, rewritten, cancellationToken);
        await using (var revision = await RevisionWriter.BeginAsync(connection, cancellationToken))
        {
            // The purge is a vintage of its own, and what it replaces is the tombstone: nothing leads back behind it.
            if (next is not null)
            {
                int[] positions = [.. concerned.Select(period => Array.BinarySearch(next.Periods, period))];
                await revision.WriteAsync(current.RefArea, current.SeriesId, next, next.At(positions), restored: null, cancellationToken);
            }

            await revision.CompleteAsync(cancellationToken);
            await revision.ApplyAsync(release, cancellationToken);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            RemoveQuotations, new { current.RefArea, current.SeriesId, periods }, commandTimeout: 0, cancellationToken: cancellationToken));
        await ReleaseLog.AppendAsync(connection, release);
        var subject = new { series = series.Name, periods, release = release.ReleaseId, vintages = purge.Removed };
        var act = new AuditedAct("PURGE_OBSERVATIONS", caller, subject) { Reason = reason, Concerns = [series.Organisation] };
        var auditEntry = await AuditStore.AppendAsync(connection, act, release.PublishedAt);
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

    private static async Task RewriteAsync(
        NpgsqlConnection connection, int refArea, long seriesId, List<(long ReleaseId, SeriesColumns Columns)> rewritten, CancellationToken cancellationToken)
    {
        if (rewritten.Count == 0)
            return;
        await connection.ExecuteAsync("CREATE TEMPORARY TABLE purged ON COMMIT DROP AS SELECT * FROM series_history LIMIT 0");
        await using (var copy = await BinaryCopyWriter.BeginAsync(
            connection, "purged", ["ref_area", "series_id", "release_id", .. SeriesTable.Columns], cancellationToken))
        {
            foreach (var (releaseId, columns) in rewritten)
            {
                await copy.StartRowAsync(cancellationToken);
                copy.Write(refArea);
                copy.Write(seriesId);
                copy.Write(releaseId);
                copy.Write(columns);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await connection.ExecuteAsync(RewriteHistory);
    }

    private sealed record StoredVintage(int RefArea, long SeriesId, long? ReleaseId, SeriesColumns Columns);
}
