using Dapper;
using Npgsql;

namespace StatExchange.Server.Database.Figures;

/// <summary>
/// Writes what a release makes of series: collected by COPY into a temporary table, then applied to the current figures and the
/// history in one statement each. The connection is busy until it is completed.
/// </summary>
internal sealed class RevisionWriter : IAsyncDisposable
{
    /// <summary>The temporary table of what a release makes of the true figures.</summary>
    public const string Merged = "merged";

    /// <summary>Names the columns that all tables of series share, for an INSERT.</summary>
    public static readonly string Shared = string.Join(", ", SeriesTable.Columns.Select(column => $"\"{column}\""));

    /// <summary>Names the columns of the collected entries of the history, in the same order.</summary>
    public static readonly string SharedOfHistory = string.Join(", ", SeriesTable.Columns.Select(column => $"\"old_{column}\""));

    /// <summary>Sets the shared columns of a row that is there to what was to be inserted.</summary>
    public static readonly string SetShared = string.Join(", ", SeriesTable.Columns.Select(column => $"\"{column}\" = excluded.\"{column}\""));

    private static readonly string[] Columns =
        ["ref_area", "series_id", .. SeriesTable.Columns, "existed", "restored_periods", "restored_from", .. SeriesTable.Columns.Select(column => $"old_{column}")];

    private readonly BinaryCopyWriter _copy;

    private RevisionWriter(BinaryCopyWriter copy) => _copy = copy;

    /// <summary>Begins, in the transaction of the release, or goes on.</summary>
    /// <param name="connection">The connection of the release.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="table">The temporary table that collects.</param>
    public static async Task<RevisionWriter> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken, string table = Merged)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            CREATE TEMPORARY TABLE IF NOT EXISTS {table} ON COMMIT DROP AS
            SELECT c.ref_area, c.series_id, {string.Join(", ", SeriesTable.Columns.Select(column => $"c.\"{column}\""))}, true AS existed,
                   c.periods AS restored_periods, c."values" AS restored_from,
                   {string.Join(", ", SeriesTable.Columns.Select(column => $"h.\"{column}\" AS \"old_{column}\""))}
            FROM series_current c, series_history h LIMIT 0
            """,
            cancellationToken: cancellationToken));
        return new RevisionWriter(await BinaryCopyWriter.BeginAsync(connection, table, Columns, cancellationToken));
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

    /// <summary>Applies what was collected to the figures that everybody sees.</summary>
    /// <param name="connection">The connection of the release.</param>
    /// <param name="release">The release.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="table">The temporary table that collected.</param>
    /// <param name="condition">Which of its rows.</param>
    public static Task ApplyAsync(
        NpgsqlConnection connection, ReleaseRecord release, CancellationToken cancellationToken, string table = Merged, string condition = "true") =>
        connection.ExecuteAsync(new CommandDefinition(
            $"""
            INSERT INTO series_history (ref_area, series_id, release_id, replaced_at, {Shared})
            SELECT ref_area, series_id, @ReleaseId, @PublishedAt, {SharedOfHistory} FROM {table} m WHERE existed AND {condition};
            INSERT INTO series_current (ref_area, series_id, first_release_id, release_id, changed_at, {Shared})
            SELECT ref_area, series_id, @ReleaseId, @ReleaseId, @PublishedAt, {Shared} FROM {table} m WHERE {condition}
            ON CONFLICT (ref_area, series_id) DO UPDATE SET
                release_id = excluded.release_id, changed_at = excluded.changed_at, {SetShared};
            INSERT INTO figure_restoration (ref_area, series_id, release_id, periods, from_release_ids)
            SELECT ref_area, series_id, @ReleaseId, restored_periods, restored_from FROM {table} WHERE restored_periods IS NOT NULL
            """,
            new { release.ReleaseId, release.PublishedAt }, commandTimeout: 0, cancellationToken: cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _copy.DisposeAsync();
}
