using System.Collections.Frozen;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Raises the findings of one piece of a series, each at its rows.</summary>
internal sealed class PieceFindings(StagedSeries piece, int batch, List<FindingRecord> findings)
{
    private const int LongestQuotation = 200;

    // Each is made only once a finding needs it: most series have none.
    private string? _key;
    private HashSet<int>? _faulty;
    private Dictionary<int, string>? _unreadablePeriods;

    /// <summary>Raises a finding on one observation.</summary>
    public void AtObservation(
        FindingRule rule, int position, string concept, string value, string expected = "", string? period = null,
        FindingSeverity severity = FindingSeverity.Error)
    {
        if (severity == FindingSeverity.Error)
            (_faulty ??= []).Add(position);
        _unreadablePeriods ??= piece.RawCells
            .Where(cell => cell.Concept == "TIME_PERIOD")
            .DistinctBy(cell => cell.Position)
            .ToDictionary(cell => cell.Position, cell => cell.Text);
        period ??= _unreadablePeriods.GetValueOrDefault(position);
        findings.Add(new FindingRecord
        {
            Rule = rule,
            Severity = severity,
            Batch = batch,
            Row = RowAt(position),
            Key = _key ??= Quote(piece.Series.Key).ToString(),
            Period = period is null ? null : Quote(period),
            PeriodOrdinal = period is null && position < piece.Series.Periods.Count ? piece.Series.Periods[position] : null,
            Concept = concept,
            Value = Quote(value),
            Expected = expected,
            Sheet = piece.Origin is { Sheet.Length: > 0 } origin ? Quote(origin.Sheet) : null,
            ValueColumn = piece.Origin is { } place && position < place.ValueColumns.Count && IsOfValue(concept) ? place.ValueColumns[position] : null,
        });
    }

    /// <summary>Raises a finding on the series, at every row of the file that states it: all of them are to be corrected.</summary>
    public void AtSeries(
        FindingRule rule, string concept, string value, string expected = "", FindingSeverity severity = FindingSeverity.Error)
    {
        IsSeriesFaulty |= severity == FindingSeverity.Error;
        var row = 0;
        for (var position = 0; position < Math.Max(1, piece.Rows.Count); position++)
        {
            // A row of a wide file is several observations, but what it says of their series is said once.
            if (position == 0 || RowAt(position) != row)
                AtObservation(rule, position, concept, value, expected, period: string.Empty, severity);
            row = RowAt(position);
        }
    }

    /// <summary>Whether an error was raised on the series.</summary>
    public bool IsSeriesFaulty { get; private set; }

    /// <summary>The observations that an error was raised on.</summary>
    public IReadOnlySet<int> Faulty => _faulty ?? (IReadOnlySet<int>)FrozenSet<int>.Empty;

    private static bool IsOfValue(string concept) => concept is "OBS_VALUE" or "TIME_PERIOD";

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
