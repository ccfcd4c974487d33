using Dapper;
using Npgsql;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>All SQL of queries.</summary>
internal sealed partial class QueriesStore(NpgsqlDataSource database) : IDisposable
{
    // Those who wait for a publication each hold a connection; it needs some itself.
    private readonly SemaphoreSlim _waiting = new(8, 8);

    // A page's series are in memory at once: enough of them that a round trip does not count, few enough that memory does not.
    private const int SeriesPerPage = 1000;

    private static readonly string SelectSeries =
        $"""
        SELECT s.series_id, c.release_id, c.first_release_id, {string.Join(", ", SeriesTable.KeyColumns.Select(column => $"s.{column}"))}, {SeriesTable.Select("c")}
        FROM series s JOIN series_current c ON c.ref_area = s.ref_area AND c.series_id = s.series_id
        """;

    // The true figures of series of a page, of those whose row the database lets the viewer see.
    private static readonly string SelectRestricted =
        $"""
        SELECT k.n, r.release_id, (SELECT code FROM code WHERE id = r.data_provider), {SeriesTable.Select("r")}
        FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS k (ref_area, series_id, n)
        JOIN series_restricted r ON r.ref_area = k.ref_area AND r.series_id = k.series_id
        """;

    private static readonly string SelectHistory = History("series_history");

    private static readonly string SelectRestrictedHistory = History("series_restricted_history");

    private static string History(string table) =>
        $"""
        SELECT k.n, h.release_id, {SeriesTable.Select("h")}
        FROM unnest($1::int[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS k (ref_area, series_id, release_id, n)
        JOIN {table} h ON h.ref_area = k.ref_area AND h.series_id = k.series_id AND h.release_id > $4 AND h.release_id <= k.release_id
        ORDER BY k.n, h.release_id DESC
        """;

    /// <inheritdoc/>
    public void Dispose() => _waiting.Dispose();

    /// <summary>The last release.</summary>
    public async Task<VintageRecord> LatestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await VintageAsync(connection, "true", new { });
    }

    /// <summary>The release with an id; null when there is none.</summary>
    public async Task<VintageRecord?> ReleaseAsync(long releaseId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var vintage = await VintageAsync(connection, "release_id <= @releaseId", new { releaseId });
        return vintage.ReleaseId == releaseId ? vintage : null;
    }

    /// <summary>
    /// The last release at an instant. A publication under way may bear an earlier instant than this call though nobody can see
    /// it yet: it is waited for, or the answer for that instant would change.
    /// </summary>
    public async Task<VintageRecord> LatestAtAsync(DateTime instant, CancellationToken cancellationToken)
    {
        await _waiting.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                $"SELECT pg_advisory_xact_lock_shared({AdvisoryLocks.Publication})", commandTimeout: 0, cancellationToken: cancellationToken));
            var vintage = await VintageAsync(connection, "published_at <= @instant", new { instant });
            await transaction.CommitAsync(cancellationToken);
            return vintage;
        }
        finally
        {
            _waiting.Release();
        }
    }

    /// <summary>
    /// Reads a page of series as known at a release, in the order of their addresses. Every page is a snapshot of its own, taken
    /// back to the release by the history, so that a long answer is one state of knowledge without a long transaction. Restricted
    /// figures are those that the viewer may see; where it may not, there is what everybody sees.
    /// </summary>
    /// <returns>The series; fewer than none left when the page is empty.</returns>
    public async Task<IReadOnlyList<SeriesRecord>> PageAsync(
        Viewer viewer, CodedSelection selection, long releaseId, int afterRefArea, long afterSeriesId, CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        var undone = await ReadKnownPageAsync(session, viewer, selection, releaseId, new SeriesPosition([], [], afterRefArea, afterSeriesId), cancellationToken);
        return viewer.IsPublic ? undone : await WithEmbargoesAsync(session.Connection, undone, cancellationToken);
    }

    /// <summary>Reads a page of series as <see cref="PageAsync"/> does, but in the order of some dimensions and, within it, of their addresses.</summary>
    public async Task<IReadOnlyList<SeriesRecord>> GroupedPageAsync(
        Viewer viewer, CodedSelection selection, long releaseId, SeriesPosition after, CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        return await ReadKnownPageAsync(session, viewer, selection, releaseId, after, cancellationToken);
    }

    /// <summary>Reads all series of a selection, which is known to be small, as <see cref="PageAsync"/> does.</summary>
    public async Task<IReadOnlyList<SeriesRecord>> ReadAllAsync(Viewer viewer, CodedSelection selection, long releaseId, CancellationToken cancellationToken)
    {
        var all = new List<SeriesRecord>();
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        while (true)
        {
            var (refArea, seriesId) = all.Count == 0 ? (0, 0) : (all[^1].RefArea, all[^1].SeriesId);
            var page = await ReadKnownPageAsync(session, viewer, selection, releaseId, new SeriesPosition([], [], refArea, seriesId), cancellationToken);
            all.AddRange(page);
            if (page.Count < SeriesPerPage)
                return all;
        }
    }

    /// <summary>Counts series and observations.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="releaseId">The release that series have to be known at.</param>
    /// <param name="ranges">The ordinals that count, by id of the frequency.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(long Series, long Observations)> CountAsync(
        CodedSelection selection, long releaseId, IReadOnlyList<(int FreqId, int First, int Last)> ranges, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand { Connection = connection };
        var conditions = Conditions(selection, releaseId, command);
        var freq = Parameter(command, ranges.Select(range => range.FreqId).ToArray());
        var first = Parameter(command, ranges.Select(range => range.First).ToArray());
        var last = Parameter(command, ranges.Select(range => range.Last).ToArray());
        var most = Parameter(command, selection.LastObservations == 0 ? int.MaxValue : selection.LastObservations);

        // Periods are sorted, and width_bucket counts by binary search how many of them are not above a number.
        command.CommandText =
            $"""
            SELECT count(*), coalesce(sum(least(n, {most})), 0)::bigint
            FROM (
                SELECT width_bucket(r.last, c.periods) - width_bucket(r.first - 1, c.periods) AS n
                FROM series s JOIN series_current c ON c.ref_area = s.ref_area AND c.series_id = s.series_id
                JOIN unnest({freq}::int[], {first}::int[], {last}::int[]) AS r (freq, first, last) ON r.freq = s.freq AND r.first <= r.last
                WHERE {conditions} AND cardinality(c.periods) > 0
            ) counted
            WHERE n > 0
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static async Task<VintageRecord> VintageAsync(NpgsqlConnection connection, string condition, object parameters) =>
        await connection.QueryFirstOrDefaultAsync<VintageRecord>(
            $"SELECT release_id, published_at FROM release WHERE {condition} ORDER BY release_id DESC LIMIT 1", parameters)
        ?? new VintageRecord(0, null);

    private static string Conditions(CodedSelection selection, long releaseId, NpgsqlCommand command) => string.Join(
        " AND ",
        selection.Filters.Select(filter => $"s.{filter.Dimension.FieldName} = ANY({Parameter(command, filter.AllIds)})")
            .Prepend($"c.first_release_id <= {Parameter(command, releaseId)}"));

    private static string Parameter<T>(NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${command.Parameters.Count}";
    }

    private static async Task<List<SeriesRecord>> ReadKnownPageAsync(
        ViewerSession session, Viewer viewer, CodedSelection selection, long releaseId, SeriesPosition after, CancellationToken cancellationToken)
    {
        var page = await ReadPageAsync(session, viewer, selection, releaseId, 0, after, SeriesPerPage, cancellationToken);
        var replaced = await ReadReplacedAsync(session.Connection, page, releaseId, cancellationToken);
        return [.. page.Select((row, index) => row.Series with { Columns = SeriesUndo.Undo(row.Series.Columns, replaced[index]) })];
    }

    private static async Task<IReadOnlyList<PageRow>> ReadPageAsync(
        ViewerSession session, Viewer viewer, CodedSelection selection, long knownAt, long changedAfter, SeriesPosition after, int limit,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = session.Connection };
        var conditions = Conditions(selection, knownAt, command);
        if (changedAfter > 0)
            conditions += $" AND c.release_id > {Parameter(command, changedAfter)}";
        var columns = string.Join(", ", after.Dimensions.Select(dimension => $"s.{dimension.FieldName}").Concat(["s.ref_area", "s.series_id"]));
        string[] ids = [.. after.Ids.Select(id => Parameter(command, id))];
        var (area, series) = (Parameter(command, after.RefArea), Parameter(command, after.SeriesId));

        // The planner does not conclude that both tables begin behind the same address.
        if (ids.Length == 0)
            conditions += $" AND (c.ref_area, c.series_id) > ({area}, {series})";
        command.CommandText =
            $"""
            {SelectSeries}
            WHERE {conditions} AND ({columns}) > ({string.Join(", ", [.. ids, area, series])})
            ORDER BY {columns}
            LIMIT {limit}
            """;
        var page = new List<PageRow>(limit);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                page.Add(Read(reader));
        }

        if (!viewer.IsPublic)
            await RevealAsync(session.Connection, viewer, knownAt, page, cancellationToken);
        return page;
    }

    // Which series there are, and when they began, everybody knows; the figures of some not.
    private static async Task RevealAsync(
        NpgsqlConnection connection, Viewer viewer, long knownAt, List<PageRow> page, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SelectRestricted, connection);
        Parameter(command, page.Select(row => row.Series.RefArea).ToArray());
        Parameter(command, page.Select(row => row.Series.SeriesId).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            const int columns = 3;
            var index = (int)reader.GetInt64(0) - 1;
            var (changedBy, provider) = (reader.GetInt64(1), reader.GetString(2));
            var (known, shown) = (SeriesTable.Read(reader, columns), page[index].Series.Columns);
            viewer.Reads.Add(provider, CountHidden(known, shown), knownAt);
            page[index] = page[index] with { ChangedBy = changedBy, IsRestricted = true, Series = page[index].Series with { Columns = known } };
        }
    }

    // Both have the same periods: which observations there are, everybody knows.
    private static int CountHidden(SeriesColumns known, SeriesColumns shown) => Enumerable.Range(0, known.Count).Count(position =>
        SeriesColumns.HasValue(known.StatusAt(position))
        && Array.BinarySearch(shown.Periods, known.Periods[position]) is var at and >= 0 && !SeriesColumns.HasValue(shown.StatusAt(at)));

    private static PageRow Read(NpgsqlDataReader reader)
    {
        const int firstDimension = 3;
        var seriesId = reader.GetInt64(0);
        var (changedBy, first) = (reader.GetInt64(1), reader.GetInt64(2));
        var ids = new int[Dimension.All.Count];
        for (var position = 0; position < ids.Length; position++)
            ids[position] = reader.GetInt32(firstDimension + position);
        return new PageRow(new SeriesRecord(ids[RefAreaPosition], seriesId, ids, SeriesTable.Read(reader, firstDimension + ids.Length)), changedBy, first);
    }

    private static readonly int RefAreaPosition = Dimension.Find("REF_AREA")!.Position;

    // What releases after one replaced in each series of a page, the latest first.
    private static async Task<IReadOnlyList<ReplacedColumns>[]> ReadReplacedAsync(
        NpgsqlConnection connection, IReadOnlyList<PageRow> page, long after, CancellationToken cancellationToken)
    {
        var replaced = new IReadOnlyList<ReplacedColumns>[page.Count];
        Array.Fill(replaced, []);
        foreach (var (isRestricted, select) in new[] { (false, SelectHistory), (true, SelectRestrictedHistory) })
        {
            var changed = Enumerable.Range(0, page.Count)
                .Where(index => page[index].IsRestricted == isRestricted && page[index].ChangedBy > after).ToList();
            if (changed.Count > 0)
                await ReadReplacedAsync(connection, select, page, changed, replaced, after, cancellationToken);
        }

        return replaced;
    }

    private static async Task ReadReplacedAsync(
        NpgsqlConnection connection, string select, IReadOnlyList<PageRow> page, List<int> changed, IReadOnlyList<ReplacedColumns>[] replaced, long after,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(select, connection);
        Parameter(command, changed.Select(index => page[index].Series.RefArea).ToArray());
        Parameter(command, changed.Select(index => page[index].Series.SeriesId).ToArray());

        // The history may have grown since the page was read: only what that page's rows contain is undone.
        Parameter(command, changed.Select(index => page[index].ChangedBy).ToArray());
        Parameter(command, after);
        var lists = changed.ConvertAll(_ => new List<ReplacedColumns>());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            lists[(int)reader.GetInt64(0) - 1].Add(new ReplacedColumns(reader.GetInt64(1), SeriesTable.Read(reader, 2)));
        for (var i = 0; i < changed.Count; i++)
            replaced[changed[i]] = lists[i];
    }

    private sealed record PageRow(SeriesRecord Series, long ChangedBy, long FirstReleaseId, bool IsRestricted = false);
}
