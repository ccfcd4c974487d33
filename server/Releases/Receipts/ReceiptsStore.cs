using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Releases.Receipts;

/// <summary>All SQL of receipts.</summary>
internal sealed class ReceiptsStore(NpgsqlDataSource database, TimeProvider time)
{
    // What a release made of each series that it touched: the figures as they are, and what this release and later ones replaced. By the
    // codes of the key, one after the other, whatever the database's own order of texts is.
    private static readonly string SelectTouched =
        $"""
        WITH touched AS (
            SELECT ref_area, series_id FROM series_known_history WHERE release_id = $1
            UNION
            SELECT ref_area, series_id FROM series_known WHERE first_release_id = $1
        ),
        named AS (
            SELECT s.ref_area, s.series_id, ARRAY[{string.Join(", ", SeriesTable.KeyColumns.Select(column => $"of_{column}.code"))}] COLLATE "C" AS codes
            FROM touched JOIN series s USING (ref_area, series_id)
            {string.Join(' ', SeriesTable.KeyColumns.Select(column => $"JOIN code of_{column} ON of_{column}.id = s.{column}"))}
        )
        SELECT n.codes, NULL::bigint AS release_id, c.first_release_id, {SeriesTable.Select("c")}
        FROM named n JOIN series_known c USING (ref_area, series_id)
        UNION ALL
        SELECT n.codes, h.release_id, 0, {SeriesTable.Select("h")}
        FROM named n JOIN series_known_history h USING (ref_area, series_id) WHERE h.release_id >= $1
        ORDER BY codes, release_id DESC NULLS FIRST
        """;

    /// <summary>The receipt of a release as it was signed; null while there is none.</summary>
    public async Task<string?> FindAsync(long releaseId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, releaseId);
    }

    /// <summary>Keeps a receipt, unless another one was kept before.</summary>
    /// <returns>The receipt that is kept: the same one for good.</returns>
    public async Task<string> KeepAsync(long releaseId, string signature, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "INSERT INTO receipt (release_id, signature, made_at) VALUES (@releaseId, @signature, @Now) ON CONFLICT DO NOTHING",
            new { releaseId, signature, Now = time.GetUtcNow() });
        return (await FindAsync(connection, releaseId))!;
    }

    /// <summary>The releases that have no receipt, of an organisation or of all, the earliest first.</summary>
    public async Task<IReadOnlyList<ReleaseRecord>> ListMissingAsync(string? organisation, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ReleaseRecord>(
            $"""
            SELECT {ReleaseLog.Columns} FROM release r {ReleaseLog.JoinWithdrawal}
            WHERE NOT EXISTS (SELECT 1 FROM receipt p WHERE p.release_id = r.release_id) AND (@organisation::text IS NULL OR r.organisation = @organisation)
            ORDER BY r.release_id LIMIT @limit
            """,
            new { organisation, limit })).AsList();
    }

    /// <summary>Becomes the one that makes the receipts that are missing, until the result is disposed.</summary>
    /// <returns>Null when another server process is.</returns>
    public async Task<IAsyncDisposable?> TryBeginAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>($"SELECT pg_try_advisory_xact_lock({AdvisoryLocks.Receipts})"))
            return connection;
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        return null;
    }

    /// <summary>What was received for a release; nothing for one that published no submission.</summary>
    public async Task<ReceiptFacts> FactsAsync(long releaseId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ReceiptFacts>(
            """
            SELECT s.source_name, s.content_digest, s.last_batch, s.observations, s.left_out, received_sha256(s) AS received_sha256
            FROM release r JOIN submission s USING (submission_id) WHERE r.release_id = @releaseId
            """,
            new { releaseId }) ?? new ReceiptFacts();
    }

    /// <summary>
    /// What a release made of each series that it touched, by the codes of the series in the order of the dimensions; restricted
    /// figures as the organisation that released knows them.
    /// </summary>
    public async IAsyncEnumerable<(string[] Codes, VintageColumns Vintage)> ReadMadeAsync(
        long releaseId, string organisation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, Viewer.Of(organisation), cancellationToken);
        await using var command = new NpgsqlCommand(SelectTouched, session.Connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = releaseId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        (string[] Codes, long First, SeriesColumns Current)? open = null;
        var history = new List<ReplacedColumns>();
        while (await reader.ReadAsync(cancellationToken))
        {
            const int columns = 3;
            var codes = reader.GetFieldValue<string[]>(0);
            if (!reader.IsDBNull(1))
            {
                var replacedBy = reader.GetInt64(1);
                history.Add(new ReplacedColumns(replacedBy, SeriesTable.Read(reader, columns)));
                continue;
            }

            if (open is { } complete)
                yield return Complete(complete);
            history.Clear();
            var first = reader.GetInt64(2);
            open = (codes, first, SeriesTable.Read(reader, columns));
        }

        if (open is { } last)
            yield return Complete(last);

        (string[], VintageColumns) Complete((string[] Codes, long First, SeriesColumns Current) series) =>
            (series.Codes, SeriesVintages.Of(series.Current, series.First, history).Single(vintage => vintage.ReleaseId == releaseId));
    }

    private static Task<string?> FindAsync(NpgsqlConnection connection, long releaseId) =>
        connection.QuerySingleOrDefaultAsync<string>("SELECT signature FROM receipt WHERE release_id = @releaseId", new { releaseId });
}
