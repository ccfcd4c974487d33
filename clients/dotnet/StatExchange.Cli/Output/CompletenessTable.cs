using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows how complete a profile is as tables: a row a state, or of one state each indicator and period.</summary>
/// <param name="answer">The answer.</param>
internal sealed class CompletenessTable(CompletenessQueryResult answer)
{
    /// <summary>Rows shown; more than that nobody reads as a table.</summary>
    private const int MaxRows = 2_000;

    private static readonly string[] ScoreHeaders = ["Score", "All", "Late", "Part.", "Miss."];

    // With the chapters of the largest profile, a row fits into 150 columns.
    private const int MostOfName = 16;

    /// <summary>A row a state: its score, what it lacks, and of each chapter how much is there of how much.</summary>
    public void WriteScores(IAnsiConsole console, IReadOnlyList<AreaCompleteness> areas)
    {
        var parts = answer.Indicators.Select(indicator => indicator.Part).Distinct().ToList();
        var table = new Table().HorizontalBorder();
        AddColumn("", isNumber: false);
        foreach (var header in ScoreHeaders.Concat(parts.Select(CompletenessWords.Short)))
            AddColumn(header, isNumber: true);
        foreach (var area in areas)
        {
            var chapters = area.Chapters.ToDictionary(chapter => chapter.Part, CompletenessWords.Counts, StringComparer.Ordinal);
            table.Add(
            [
                $"{area.RefArea} {Shortened(area.RefAreaName)}", CompletenessWords.Score(area.Total), CompletenessWords.Counts(area.Total), $"{area.Total.Late}", $"{area.Total.Partial}", $"{area.Total.Missing}",
                .. parts.Select(part => chapters.GetValueOrDefault(part, "")),
            ]);
        }

        console.Write(table);
        console.WriteLine(Tables.Plain("Of all cells that are due, and of each chapter's: how many are delivered, late ones included; and how many are late, partial, missing."));
        console.WriteLine(Tables.Plain($"Chapters: {string.Join("; ", parts)}"));

        void AddColumn(string header, bool isNumber)
        {
            var column = new TableColumn(Tables.Cell(header)) { NoWrap = true, Padding = new Padding(0, 0, 1, 0) };
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }
    }

    /// <summary>One area: a row an indicator, a column a period.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="area">The area.</param>
    /// <param name="isFiltered">Whether cells that are not there were not asked for.</param>
    public void WriteArea(IAnsiConsole console, AreaCompleteness area, bool isFiltered)
    {
        var table = Tables.Create([$"{area.RefArea}: {area.RefAreaName}", "", .. answer.ReportingPeriods]);
        var cells = area.Cells.ToLookup(cell => cell.Indicator, StringComparer.Ordinal);
        foreach (var chapter in answer.Indicators.GroupBy(indicator => indicator.Part, StringComparer.Ordinal))
        {
            var score = area.Chapters.FirstOrDefault(one => one.Part == chapter.Key) ?? new CompletenessScore();
            table.Add([chapter.Key, Summary(score), .. answer.ReportingPeriods.Select(_ => "")]);
            foreach (var indicator in chapter.Where(one => !isFiltered || cells[one.Total.Indicator].Any()))
            {
                var words = cells[indicator.Total.Indicator].ToDictionary(cell => cell.ReportingPeriod, CompletenessWords.Of, StringComparer.Ordinal);
                table.Add([$"  {indicator.Total.Indicator}", indicator.Name, .. answer.ReportingPeriods.Select(period => words.GetValueOrDefault(period, ""))]);
            }
        }

        table.Add(["All", Summary(area.Total), .. answer.ReportingPeriods.Select(_ => "")]);
        console.Write(table);
        foreach (var group in area.Cells.Where(cell => cell.AlsoPublishedBy.Count > 0 && cell.State is CompletenessState.Missing or CompletenessState.Partial)
            .GroupBy(cell => (cell.Indicator, Organisations: string.Join(", ", cell.AlsoPublishedBy))))
        {
            console.WriteLine(Tables.Plain($"{group.Key.Indicator} {string.Join(", ", group.Select(cell => cell.ReportingPeriod))}: published by {group.Key.Organisations}, whose figures do not count."));
        }
    }

    /// <summary>A row a cell.</summary>
    public void WriteCells(CommandContext context, IAnsiConsole console, IReadOnlyList<AreaCompleteness> areas)
    {
        var table = Tables.Create("Area", "Indicator", "", "Period", "Due", "State", "Provider", "Also published by");
        var cells = areas.SelectMany(area => area.Cells.Select(cell => (Area: area, Cell: cell))).ToList();
        foreach (var (area, cell) in cells.Take(MaxRows))
        {
            table.Add(
                $"{area.RefArea}: {area.RefAreaName}", cell.Indicator, answer.IndicatorOf(cell).Name, cell.ReportingPeriod, cell.DueDate,
                CompletenessWords.Of(cell), cell.Provider, string.Join(", ", cell.AlsoPublishedBy));
        }

        console.Write(table);
        context.Remark(cells.Count > MaxRows ? $"Only the first {MaxRows} of {cells.Count} cells are shown. All of them: --output csv, or ask for less." : $"{cells.Count} cells.");
    }

    private static string Summary(CompletenessScore score)
    {
        var counts = new[]
        {
            (score.Delivered, "delivered"), (score.Late, "late"), (score.Partial, "partial"), (score.Missing, "missing"),
            (score.NotApplicable, "not applicable"), (score.NotDue, "not due"),
        }.Where(count => count.Item1 > 0).Select(count => $"{count.Item1} {count.Item2}");
        return string.Join(": ", new[] { CompletenessWords.Score(score), string.Join(", ", counts) }.Where(text => text.Length > 0));
    }

    private static string Shortened(string name) => name.Length <= MostOfName ? name : $"{name[..(MostOfName - 1)].TrimEnd()}…";
}
