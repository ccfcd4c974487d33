using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows what would need to be sent to complete a profile, and the commands that make the workbooks for it.</summary>
/// <param name="profile">The profile.</param>
/// <param name="answer">The answer.</param>
internal sealed class CompletenessToSend(string profile, CompletenessQueryResult answer)
{
    /// <summary>Rows shown; more than that nobody reads as a table.</summary>
    private const int MaxRows = 2_000;

    // Of more states than that nobody makes the workbooks by hand.
    private const int MaxCommands = 20;

    public void Write(CommandContext context, IAnsiConsole console, IReadOnlyList<AreaCompleteness> areas)
    {
        var needed = areas.SelectMany(area => answer.ToSend(area).Select(figures => (Area: area, Figures: figures))).ToList();
        if (needed.Count == 0)
        {
            context.Remark("Nothing is left to send.");
            return;
        }

        // Of one area it need not be said on each row.
        var isOfOne = areas.Count == 1;
        if (isOfOne)
            console.WriteLine(Tables.Plain($"{areas[0].RefArea}: {areas[0].RefAreaName}"));
        var table = Tables.Create([.. Area("Area"), "Indicator", "", "Period", "Freq", "Unit", "Total of", "Why", "Also published by"]);
        foreach (var (area, figures) in needed.Take(MaxRows))
        {
            table.Add(
            [
                .. Area($"{area.RefArea}: {area.RefAreaName}"), figures.Key.Indicator, figures.Indicator.Name, string.Join(", ", figures.Periods), figures.Key.Freq,
                UnitText.Of(figures.Indicator.UnitMeasure, figures.Indicator.UnitMult), string.Join(", ", figures.TotalOf), Why(figures.Cell),
                string.Join(", ", figures.Cell.AlsoPublishedBy),
            ]);
        }

        console.Write(table);
        if (needed.Count > MaxRows)
            context.Remark($"Only the first {MaxRows} of {needed.Count} rows are shown. All of them: --output csv, or ask for less.");
        console.WriteLine("To send them, fill in a workbook and submit it:");
        var commands = needed.GroupBy(one => (one.Area, one.Figures.Cell.ReportingPeriod)).SelectMany(group => CommandsOf(group.Key.Area, group.Key.ReportingPeriod)).ToList();
        foreach (var command in commands.Take(MaxCommands))
            console.WriteLine(Tables.Plain($"  {command}"));
        if (commands.Count > MaxCommands)
            context.Remark($"And {commands.Count - MaxCommands} more like these.");

        string[] Area(string text) => isOfOne ? [] : [text];
    }

    private static string Why(CompletenessCell cell) =>
        cell.DaysLate > 0 ? $"{CompletenessWords.Reason(cell)}; overdue since {cell.DueDate}" : CompletenessWords.Reason(cell);

    private IEnumerable<string> CommandsOf(AreaCompleteness area, string period) => area.Organisations.DefaultIfEmpty("ORGANISATION").Select(organisation =>
        $"statx template --organisation {organisation} --profile {profile} --period {period}"
        + (organisation.StartsWith($"{area.RefArea}.", StringComparison.Ordinal) ? "" : $" --area {area.RefArea}")
        + $" --file {area.RefArea}_{profile}_{period}.xlsx");
}
