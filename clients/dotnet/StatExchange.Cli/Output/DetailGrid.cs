using Spectre.Console;

namespace StatExchange.Cli;

/// <summary>Names with their values, a line each.</summary>
internal sealed class DetailGrid
{
    private readonly Grid _grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn();

    /// <summary>Adds a line; a value that is empty shows as a dash.</summary>
    public void Add(string name, string value) => _grid.AddRow(Tables.Cell(name), Tables.Cell(value.Length == 0 ? "—" : value));

    /// <summary>Shows it.</summary>
    public void Write(CommandContext context) => context.Screen.Write(_grid);
}
