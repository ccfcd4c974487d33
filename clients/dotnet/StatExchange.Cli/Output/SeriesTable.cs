using System.Globalization;
using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>
/// Shows an answer as a table of observations: a column for each dimension that varies, what they all share above it.
/// </summary>
internal static class SeriesTable
{
    /// <summary>Observations shown; more than that nobody reads as a table, and they would have to be held in memory.</summary>
    private const int MaxObservations = 2_000;

    private const string StatusCodelist = "CL_OBS_STATUS";

    public static async Task WriteAsync(
        CommandContext context, SeriesQueryResult answer, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var answers = new List<JustifiedSeries>();
        var count = 0;
        await foreach (var one in answer.ReadJustifiedSeriesAsync(cancellationToken))
        {
            if (count > 0 && count + one.Series.Periods.Count > MaxObservations)
            {
                context.Remark($"Only the first {count} observations are shown. All of them: --output csv, or ask for less.");
                break;
            }

            answers.Add(one);
            count += one.Series.Periods.Count;
        }

        if (count == 0)
        {
            context.Remark($"No figures are published for this selection{KnownAt(answer.Vintage)}.");
            return;
        }

        var statuses = await Names.OfCodesAsync(context.Client, StatusCodelist, context.Language, cancellationToken);
        console.WriteLine(Tables.Plain(Caption(answers.ConvertAll(one => one.Series), answer.Vintage)));
        console.Write(CreateTable(answers, statuses, context.Language));
    }

    private static Table CreateTable(List<JustifiedSeries> answers, IReadOnlyDictionary<string, string> statuses, string language)
    {
        var series = answers.ConvertAll(one => one.Series);
        var hasJustifications = answers.Exists(one => one.Justifications.Count > 0);
        var varying = new KeyColumns(series.ConvertAll(one => one.Key)).Varying;
        var hasUnit = !IsConstant(series, Unit);
        var table = Tables.Create(varying.Select(dimension => dimension.Id).Append("Period"));
        table.AddColumn(new TableColumn("Value").RightAligned());
        foreach (var header in hasUnit ? new[] { "Unit", "Status", "Comment" } : ["Status", "Comment"])
            table.AddColumn(header);
        if (hasJustifications)
            table.AddColumn("Justification");
        foreach (var (one, justifications) in answers)
        {
            foreach (var observation in one.Observations())
            {
                string[] unit = hasUnit ? [Unit(one)] : [];
                table.Add(
                [
                    .. varying.Select(dimension => dimension.Get(one.Key)), observation.Period.ToString(),
                    ValueOf(observation, statuses), .. unit, StatusOf(observation, statuses), observation.Comments.In(language),
                    .. hasJustifications ? [JustificationOf(observation.Period.ToString(), justifications)] : Array.Empty<string>(),
                ]);
            }
        }

        return table;
    }

    /// <summary>A gap says why it is one, and is never 0.</summary>
    public static string ValueOf(Observation observation, IReadOnlyDictionary<string, string> statuses) =>
        observation.Value?.ToString(CultureInfo.InvariantCulture)
        ?? $"— {NameOf(observation.Status, statuses) ?? "no value"} ({observation.Status})";

    private static string StatusOf(Observation observation, IReadOnlyDictionary<string, string> statuses) =>
        observation.Value is null || observation.Status == DataStructureDefinition.NormalStatus ? $"{observation.Status}"
        : $"{observation.Status} {NameOf(observation.Status, statuses)}".TrimEnd();

    private static string JustificationOf(string period, IEnumerable<ObservationJustification> justifications) => string.Join(
        "; ",
        justifications.Where(one => one.Period.Length == 0 || one.Period == period).Select(one => $"{one.RuleId}: {one.Justification.Text}"));

    private static string? NameOf(char status, IReadOnlyDictionary<string, string> statuses) =>
        statuses.GetValueOrDefault($"{status}");

    private static string Caption(List<Series> series, Vintage vintage)
    {
        var unit = IsConstant(series, Unit) ? $"; {Unit(series[0])}" : "";
        return new KeyColumns(series.ConvertAll(one => one.Key)).Shared + unit + KnownAt(vintage);
    }

    private static string KnownAt(Vintage vintage) => vintage.ReleaseId == 0
        ? "; before the first release"
        : $"; as of release {vintage.ReleaseId}, {SubmissionOutput.Instant(vintage.PublishedAt)}";

    private static string Unit(Series series) => UnitText.Of(series.UnitMeasure, series.UnitMult);

    private static bool IsConstant(List<Series> series, Func<Series, string> value) =>
        series.TrueForAll(one => value(one) == value(series[0]));
}
