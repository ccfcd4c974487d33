using System.Globalization;
using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows where figures come from, for people.</summary>
internal static class TraceOutput
{
    public static async Task WriteAsync(CommandContext context, IAsyncEnumerable<TraceObservationResponse> traces, CancellationToken cancellationToken)
    {
        await foreach (var trace in traces.WithCancellation(cancellationToken))
        {
            context.Screen.WriteLine(Tables.Plain(Title(trace)));
            context.Screen.Write(Describe(trace));
            context.Screen.WriteLine();
        }
    }

    private static string Title(TraceObservationResponse trace)
    {
        var observation = trace.Series.Observations().Single();
        var key = Dimension.All.Select(dimension => dimension.Get(trace.Series.Key)).Where(code => code != DataStructureDefinition.NotApplicable);
        var value = observation.Value?.ToString(CultureInfo.InvariantCulture) ?? $"no value ({observation.Status})";
        return $"{string.Join(' ', key)}, {observation.Period}: {value} {UnitText.Of(trace.Series.UnitMeasure, trace.Series.UnitMult)}";
    }

    private static Grid Describe(TraceObservationResponse trace)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn();
        Add("Release", $"{trace.Released.ReleaseId}, {SubmissionOutput.Instant(trace.Released.PublishedAt)}");
        Add("Submission", trace.SubmissionId);
        Add("File", trace.ContentDigest.Length == 0 ? trace.SourceName : $"{trace.SourceName} (digest {trace.ContentDigest})");
        if (trace.MappingId.Length > 0)
            Add("Mapping", $"{trace.MappingId}, version {trace.MappingVersion}");
        foreach (var place in trace.Places)
        {
            var where = $"{(place.Sheet.Length > 0 ? $"sheet {place.Sheet}, " : "")}row {place.Row}{(place.Column > 0 ? $", column {place.Column}" : "")}";
            var sent = string.Join(", ", place.Sent.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key} = {cell.Value}"));
            Add("Sent as", sent.Length > 0 ? $"{where}: {sent}" : where);
        }

        foreach (var one in trace.Justifications)
            Add($"Why {one.RuleId}", $"{one.Justification.Text}{(one.Justification.Author.Length > 0 ? $" ({one.Justification.Author})" : "")}");
        return grid;

        void Add(string name, string value) => grid.AddRow(Tables.Cell(name), Tables.Cell(value.Length == 0 ? "—" : value));
    }
}
