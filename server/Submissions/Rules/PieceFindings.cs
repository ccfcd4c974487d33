using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Raises the findings of one piece of a series, each at its rows.</summary>
internal sealed class PieceFindings(StagedSeries piece, int batch, List<FindingRecord> findings)
{
    // Written only once a finding needs it: most series have none.
    private string? _key;

    /// <summary>Raises a finding on one observation.</summary>
    public void AtObservation(FindingRule rule, int position, string concept, string value, string expected = "", string? period = null)
    {
        findings.Add(new FindingRecord
        {
            Rule = rule,
            Batch = batch,
            Row = RowAt(position),
            Key = _key ??= piece.Series.Key.ToString(),
            Period = period,
            PeriodOrdinal = period is null && position < piece.Series.Periods.Count ? piece.Series.Periods[position] : null,
            Concept = concept,
            Value = value,
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
}
