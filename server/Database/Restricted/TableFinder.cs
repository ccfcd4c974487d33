using Dapper;
using Npgsql;

namespace StatExchange.Server.Database.Restricted;

/// <summary>Finds, among the tables of figures that a release touches, those with restricted figures or with some that are to be.</summary>
/// <param name="protector">Says what is small, and what belongs together.</param>
internal sealed class TableFinder(IFigureProtector protector)
{
    private const int MaxShownDecimals = 15;

    // Which indicators of which areas, and whether anything stated of them is for some eyes only. A first look: what is hidden, the
    // protector decides.
    private static string Touched(string pieces) =>
        $"""
        SELECT k.ref_area, k.data_provider, k.indicator,
               bool_or(p.conf_status ~ '[^F.]' OR (t.threshold IS NOT NULL AND EXISTS (
                   SELECT 1 FROM unnest(p."values") v
                   WHERE v > 0 AND v::numeric * power(10::numeric, p.unit_mult - least(p.decimals, {MaxShownDecimals})) <= t.threshold))) IS TRUE AS has_candidates
        FROM {pieces} p
        JOIN series k ON k.ref_area = p.ref_area AND k.series_id = p.series_id
        LEFT JOIN unnest(@Indicators::int[], @Thresholds::int[]) t (indicator, threshold) ON t.indicator = k.indicator
        GROUP BY k.ref_area, k.data_provider, k.indicator
        """;

    private const string OwnRestricted =
        "SELECT DISTINCT ref_area, data_provider, indicator FROM series_restricted WHERE data_provider = (SELECT viewing_provider())";

    /// <summary>Finds the tables in the transaction of a provider.</summary>
    /// <param name="connection">The connection, which is identified.</param>
    /// <param name="pieces">What is written: a table or a query in parentheses with the columns of figures.</param>
    /// <param name="submissionId">The submission, if the query asks for it.</param>
    /// <param name="touchesAll">Whether any series of the provider may be touched.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<FigureTable>> FindAsync(
        NpgsqlConnection connection, string pieces, Guid? submissionId, bool touchesAll, CancellationToken cancellationToken)
    {
        var smallCounts = protector.SmallCounts;
        var parameters = new { submissionId, Indicators = smallCounts.Keys.ToArray(), Thresholds = smallCounts.Values.ToArray() };
        var touched = (await connection.QueryAsync<(int RefArea, int DataProvider, int Indicator, bool HasCandidates)>(
            new CommandDefinition(Touched(pieces), parameters, commandTimeout: 0, cancellationToken: cancellationToken))).AsList();
        var restricted = (await connection.QueryAsync<(int RefArea, int DataProvider, int Indicator)>(
            new CommandDefinition(OwnRestricted, commandTimeout: 0, cancellationToken: cancellationToken))).ToHashSet();
        if (restricted.Count == 0 && !touched.Exists(entry => entry.HasCandidates))
            return [];
        var known = touched.Select(entry => (entry.RefArea, entry.DataProvider, entry.Indicator));
        var candidates = touched.Where(entry => entry.HasCandidates).Select(entry => (entry.RefArea, entry.DataProvider, entry.Indicator)).ToHashSet();
        return
        [
            .. (touchesAll ? known.Concat(restricted) : known)
                .Select(entry => new FigureTable(entry.RefArea, entry.DataProvider, [.. protector.TableOf(entry.Indicator).Order()]))
                .DistinctBy(table => (table.RefArea, table.DataProvider, table.Indicators[0]))
                .Where(table => table.Indicators.Select(indicator => (table.RefArea, table.DataProvider, indicator))
                    .Any(entry => restricted.Contains(entry) || candidates.Contains(entry)))
                .OrderBy(table => table.RefArea).ThenBy(table => table.Indicators[0]),
        ];
    }
}
