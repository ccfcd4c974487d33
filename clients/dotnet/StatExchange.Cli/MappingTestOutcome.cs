using System.Text.Json;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>What a mapping does to a file: findings by reason, concept and value, with how many rows and the first of them.</summary>
internal sealed class MappingTestOutcome(Submission submission)
{
    private const int RowsShown = 5;

    private readonly Dictionary<(string Rule, string Concept, string Value), Reason> _reasons = [];

    /// <summary>Counts a finding.</summary>
    public void Add(Finding finding)
    {
        var rule = finding.RuleId.Length > 0 ? finding.RuleId : finding.Rule.ToString();
        if (!_reasons.TryGetValue((rule, finding.Concept, finding.Value), out var reason))
            _reasons.Add((rule, finding.Concept, finding.Value), reason = new Reason(finding));
        reason.Count(finding);
    }

    /// <summary>Shows the outcome: what does not map first, the most frequent first.</summary>
    public async Task WriteAsync(CommandContext context, bool isJson)
    {
        var reasons = _reasons.OrderByDescending(pair => pair.Value.First.Severity).ThenByDescending(pair => pair.Value.Rows).ToList();
        if (isJson)
        {
            var document = new
            {
                mapping = submission.MappingId,
                version = submission.MappingVersion,
                observations = submission.Observations,
                mapped = Mapped,
                leftOut = submission.ObservationsLeftOut,
                reasons = reasons.Select(pair => new
                {
                    rule = pair.Key.Rule,
                    severity = Severity(pair.Value),
                    concept = pair.Key.Concept,
                    value = pair.Key.Value,
                    expected = pair.Value.First.Expected,
                    rows = pair.Value.Rows,
                    firstRows = pair.Value.FirstRows,
                    message = pair.Value.First.Message,
                }),
            };
            await context.Out.WriteLineAsync(JsonSerializer.Serialize(document, JsonOutput.Objects));
            return;
        }

        await context.Out.WriteLineAsync($"{Mapped} of {submission.Observations} observations map, {submission.ObservationsLeftOut} do not.");
        if (reasons.Count == 0)
            return;
        var table = Tables.Create("Severity", "Rule", "Concept", "Value", "Expected", "Rows", "First rows", "What is wrong");
        foreach (var (key, reason) in reasons)
        {
            table.Add(
                Severity(reason), key.Rule, key.Concept, key.Value, reason.First.Expected, $"{reason.Rows}",
                string.Join(", ", reason.FirstRows), reason.First.Message);
        }

        context.Screen.Write(table);
    }

    private long Mapped => Math.Max(0, submission.Observations - submission.ObservationsLeftOut);

    private static string Severity(Reason reason) => reason.First.Severity.ToString().ToUpperInvariant();

    /// <summary>One reason, with its first finding as the example.</summary>
    private sealed class Reason(Finding first)
    {
        private (string Sheet, int Row) _last = ("", -1);

        public Finding First => first;

        public long Rows { get; private set; }

        public List<string> FirstRows { get; } = [];

        public void Count(Finding finding)
        {
            // Several observations of a row follow one another.
            if (_last == (finding.Sheet, finding.Row))
                return;
            _last = (finding.Sheet, finding.Row);
            Rows++;
            if (FirstRows.Count < RowsShown && finding.Row > 0)
                FirstRows.Add(finding.Sheet.Length > 0 ? $"{finding.Sheet}!{finding.Row}" : $"{finding.Row}");
        }
    }
}
