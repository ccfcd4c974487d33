using Spectre.Console;
using Spectre.Console.Rendering;

namespace StatExchange.Cli;

/// <summary>Makes tables of plain text: nothing in a cell is markup, and nothing in it can steer the terminal.</summary>
internal static class Tables
{
    public static Table Create(params IEnumerable<string> headers)
    {
        var table = new Table().RoundedBorder();
        foreach (var header in headers)
            table.AddColumn(new TableColumn(Cell(header)));
        return table;
    }

    public static void Add(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(Cell));

    /// <summary>A text as a cell.</summary>
    public static IRenderable Cell(string text) => new Text(Plain(text));

    /// <summary>A text without control characters, which come from other people's files.</summary>
    public static string Plain(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)) : text;
}
