using Spectre.Console;

namespace StatExchange.Benchmarks;

/// <summary>How results are printed: as Markdown, to go into a document as they are.</summary>
internal static class Tables
{
    private const int Width = 180;

    public static Table WithColumns(params string[] columns) => new Table().Border(TableBorder.Markdown).AddColumns(columns);

    public static void Write(Table table)
    {
        AnsiConsole.Profile.Width = Width;
        AnsiConsole.Write(table);
    }
}
