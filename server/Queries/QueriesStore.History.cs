using Dapper;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Queries;

/// <content>What changed, and every vintage.</content>
internal sealed partial class QueriesStore
{
    // Each comes with all its history.
    private const int HistoriesPerPage = 200;

    /// <summary>Reads a page of series with what releases replaced in them, in the order of their addresses.</summary>
    /// <param name="viewer">For whom.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="knownAt">Only series that had begun at this release.</param>
    /// <param name="changedAfter">Only series that a release after this one changed, and only what those replaced.</param>
    /// <param name="afterRefArea">Address that the page begins behind, first part.</param>
    /// <param name="afterSeriesId">Address that the page begins behind, second part.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SeriesHistoryRecord>> HistoryPageAsync(
        Viewer viewer, CodedSelection selection, long knownAt, long changedAfter, int afterRefArea, long afterSeriesId, CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        var page = await ReadPageAsync(
            session, viewer, selection, knownAt, changedAfter, new SeriesPosition([], [], afterRefArea, afterSeriesId), HistoriesPerPage, cancellationToken);
        var replaced = await ReadReplacedAsync(session.Connection, page, changedAfter, cancellationToken);
        return [.. page.Select((row, index) => new SeriesHistoryRecord(row.Series, row.FirstReleaseId, replaced[index]))];
    }

    /// <summary>Releases by their numbers.</summary>
    public async Task<IReadOnlyDictionary<long, ReleaseRecord>> ReleasesAsync(IReadOnlyCollection<long> releaseIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var releases = await connection.QueryAsync<ReleaseRecord>(
            $"SELECT {ReleaseLog.Columns} FROM release r {ReleaseLog.JoinWithdrawal} WHERE r.release_id = ANY(@Ids)", new { Ids = releaseIds.ToArray() });
        return releases.ToDictionary(release => release.ReleaseId);
    }

    /// <summary>All justifications of a series up to a release, those of replaced vintages included; of hidden figures for those who may see them.</summary>
    public async Task<ILookup<long, JustificationRecord>> AllJustificationsAsync(
        Viewer viewer, int refArea, long seriesId, long releaseId, CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        var found = await session.Connection.QueryAsync<JustificationRecord>(
            """
            SELECT ref_area, series_id, release_id, period, rule_id, text, author, justified_at FROM figure_justification
            WHERE ref_area = @refArea AND series_id = @seriesId AND release_id <= @releaseId
            ORDER BY release_id, period NULLS FIRST, rule_id
            """,
            new { refArea, seriesId, releaseId });
        return found.ToLookup(record => record.ReleaseId);
    }
}
