using Dapper;
using Npgsql;
using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Database.Restricted;

/// <summary>
/// Rewrites entries of the history in place: nothing leads back behind what a purge removed or a release hides. Nothing else
/// changes a history.
/// </summary>
internal static class HistoryRewriter
{
    /// <summary>The history that everybody sees.</summary>
    public const string Shown = "series_history";

    /// <summary>The history of the true figures of series with restricted ones.</summary>
    public const string Restricted = "series_restricted_history";

    /// <summary>Rewrites entries.</summary>
    /// <param name="connection">The connection of the release.</param>
    /// <param name="history">The table of the history.</param>
    /// <param name="rewritten">What entries of series become.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RewriteAsync(
        NpgsqlConnection connection, string history, IReadOnlyCollection<(int RefArea, long SeriesId, ReplacedColumns Entry)> rewritten,
        CancellationToken cancellationToken)
    {
        if (rewritten.Count == 0)
            return;
        await connection.ExecuteAsync(
            "DROP TABLE IF EXISTS rewritten; CREATE TEMPORARY TABLE rewritten ON COMMIT DROP AS SELECT * FROM series_history LIMIT 0");
        await using (var copy = await BinaryCopyWriter.BeginAsync(
            connection, "rewritten", ["ref_area", "series_id", "release_id", .. SeriesTable.Columns], cancellationToken))
        {
            foreach (var (refArea, seriesId, (releaseId, columns)) in rewritten)
            {
                await copy.StartRowAsync(cancellationToken);
                copy.Write(refArea);
                copy.Write(seriesId);
                copy.Write(releaseId);
                copy.Write(columns);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            UPDATE {history} h
            SET {string.Join(", ", SeriesTable.Columns.Select(column => $"\"{column}\" = m.\"{column}\""))}
            FROM rewritten m WHERE h.ref_area = m.ref_area AND h.series_id = m.series_id AND h.release_id = m.release_id
            """,
            commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
