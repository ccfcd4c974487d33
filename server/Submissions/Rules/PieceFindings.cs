using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Raises the findings of one piece of a series, each at its rows.</summary>
internal sealed class PieceFindings(StagedSeries piece, int batch, List<FindingRecord> findings)
{
    private const int LongestQuotation = 200;

    // Both are made only once a finding needs them: most series have none.
    private string? _key;
    private Dictionary<int, string>? _unreadablePeriods;

    /// <summary>Raises a finding on one observation.</summary>
    public void AtObservation(FindingRule rule, int position, string concept, string value, string expected = "", string? period = null)
    {
        _unreadablePeriods ??= piece.RawCells
            .Where(cell => cell.Concept == "TIME_PERIOD")
            .DistinctBy(cell => cell.Position)
            .ToDictionary(cell => cell.Position, cell => cell.Text);
        period ??= _unreadablePeriods.GetValueOrDefault(position);
        findings.Add(new FindingRecord
        {
            Rule = rule,
            Batch = batch,
            Row = RowAt(position),
            Key = _key ??= Quote(piece.Series.Key).ToString(),
            Period = period is null ? null : Quote(period),
            PeriodOrdinal = period is null && position < piece.Series.Periods.Count ? piece.Series.Periods[position] : null,
            Concept = concept,
            Value = Quote(value),
            Expected = expected,
        });
    }

    /// <summary>Raises a finding on the series, at every row of the file that states it: all of them are to be corrected.</summary>
    public void AtSeries(FindingRule rule, string concept, string value, string expected = "")
    {
        for (var position = 0; position < Math.Max(1, piece.Rows.Count); position++)
            AtObservation(rule, position, concept, value, expected, period: string.Empty);
    }

    /// <summary>The file's row of an observation; 0 when the upload names none.</summary>
    public int RowAt(int position) => position < piece.Rows.Count ? piece.Rows[position] : 0;

    /// <summary>The beginning of a long text, so that a page of findings stays a message; without NUL, which PostgreSQL cannot hold.</summary>
    public static string Quote(string text) =>
        (text.Length <= LongestQuotation ? text : text[..LongestQuotation] + "…").Replace('\0', '\uFFFD');

    private static SeriesKey Quote(SeriesKey key)
    {
        var quoted = key.Clone();
        foreach (var dimension in Dimension.All)
            dimension.Set(quoted, Quote(dimension.Get(key)));
        return quoted;
    }
}
