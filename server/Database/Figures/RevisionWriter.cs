using Dapper;
using Npgsql;

namespace StatExchange.Server.Database.Figures;

/// <summary>
/// Writes what a release makes of series: collected by COPY into a temporary table, then applied to the current figures and the
/// history in one statement each. The connection is busy until it is completed.
/// </summary>
internal sealed class RevisionWriter : IAsyncDisposable
{
    private static readonly string Shared = string.Join(", ", SeriesTable.Columns.Select(column => $"\"{column}\""));
    private static readonly string SharedOfHistory = string.Join(", ", SeriesTable.Columns.Select(column => $"\"old_{column}\""));

    private static readonly string Create =
        $"""
        CREATE TEMPORARY TABLE merged ON COMMIT DROP AS
        SELECT c.ref_area, c.series_id, {string.Join(", ", SeriesTable.Columns.Select(column => $"c.\"{column}\""))}, true AS existed,
               c.periods AS restored_periods, c."values" AS restored_from,
               {string.Join(", ", SeriesTable.Columns.Select(column => $"h.\"{column}\" AS \"old_{column}\""))}
        FROM series_current c, series_history h LIMIT 0
        """;

    private static readonly string[] Columns =
        ["ref_area", "series_id", .. SeriesTable.Columns, "existed", "restored_periods", "restored_from", .. SeriesTable.Columns.Select(column => $"old_{column}")];

    private static readonly string Apply =
        $"""
        INSERT INTO series_history (ref_area, series_id, release_id, replaced_at, {Shared})
        SELECT ref_area, series_id, @ReleaseId, @PublishedAt, {SharedOfHistory} FROM merged WHERE existed;
        INSERT INTO series_current (ref_area, series_id, first_release_id, release_id, changed_at, {Shared})
        SELECT ref_area, series_id, @ReleaseId, @ReleaseId, @PublishedAt, {Shared} FROM merged
        ON CONFLICT (ref_area, series_id) DO UPDATE SET
            release_id = excluded.release_id, changed_at = excluded.changed_at,
            {string.Join(", ", SeriesTable.Columns.Select(column => $"\"{column}\" = excluded.\"{column}\""))};
        INSERT INTO figure_restoration (ref_area, series_id, release_id, periods, from_release_ids)
        SELECT ref_area, series_id, @ReleaseId, restored_periods, restored_from FROM merged WHERE restored_periods IS NOT NULL
        """;

    private readonly NpgsqlConnection _connection;
    private readonly BinaryCopyWriter _copy;

    private RevisionWriter(NpgsqlConnection connection, BinaryCopyWriter copy) => (_connection, _copy) = (connection, copy);

    /// <summary>Begins, in the transaction of the release.</summary>
    public static async Task<RevisionWriter> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var create = new NpgsqlCommand(Create, connection))
            await create.ExecuteNonQueryAsync(cancellationToken);
        return new RevisionWriter(connection, await BinaryCopyWriter.BeginAsync(connection, "merged", Columns, cancellationToken));
    }

    /// <summary>Adds a series.</summary>
    /// <param name="refArea">First part of its address.</param>
    /// <param name="seriesId">Second part of its address.</param>
    /// <param name="next">Its figures as they are going to be.</param>
    /// <param name="replaced">The entry of the history; null when the series is new.</param>
    /// <param name="restored">Periods whose earlier figures are restored, by ascending period, with the release that had made each; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(
        int refArea, long seriesId, SeriesColumns next, SeriesColumns? replaced, SortedDictionary<int, long>? restored, CancellationToken cancellationToken)
    {
        await _copy.StartRowAsync(cancellationToken);
        _copy.Write(refArea);
        _copy.Write(seriesId);
        _copy.Write(next);
        _copy.Write(replaced is not null);
        _copy.WriteArray(restored?.Keys.ToArray());
        _copy.WriteArray(restored?.Values.ToArray());
        _copy.Write(replaced ?? next);
    }

    /// <summary>Ends the collecting; the connection is free again, and nothing is applied yet.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await _copy.CompleteAsync(cancellationToken);
        await _copy.DisposeAsync();
    }

    /// <summary>Applies what was collected.</summary>
    public Task ApplyAsync(ReleaseRecord release, CancellationToken cancellationToken) => _connection.ExecuteAsync(new CommandDefinition(
        Apply, new { release.ReleaseId, release.PublishedAt }, commandTimeout: 0, cancellationToken: cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _copy.DisposeAsync();
}
