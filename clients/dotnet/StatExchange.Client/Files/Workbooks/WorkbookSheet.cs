namespace StatExchange.Client.Files.Workbooks;

/// <summary>One sheet of an opened workbook.</summary>
internal sealed class WorkbookSheet
{
    private readonly Uri _part;

    public WorkbookSheet(WorkbookFile file, string name, SheetState state, Uri part)
    {
        (File, Name, State, _part) = (file, name, state, part);
        using var rows = OpenRowsOfSheet();
        Header = rows.Read(CancellationToken.None) ? SheetHeaders.Read(rows) : new SheetHeader(Row: 0, LastRow: 0, Columns: []);
        Role = SheetHeaders.RoleOf(Header);
    }

    /// <summary>The workbook.</summary>
    public WorkbookFile File { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether people see it.</summary>
    public SheetState State { get; }

    /// <summary>What it is for.</summary>
    public SheetRole Role { get; }

    /// <summary>The first row that is not empty, with all columns that have a text there.</summary>
    public SheetHeader Header { get; }

    /// <summary>
    /// Opens a sheet of figures, before its header, as the SDMX-CSV that it stands for: with the dataflow, and in a template with the
    /// provider, which no column holds; without the columns of a template that explain, and its rows that nobody filled in.
    /// </summary>
    public FileRecords OpenFigures() => new WorkbookRecords(this, SheetHeaders.OfFigures(Header, File.Template), OpenRowsOfSheet());

    /// <summary>Opens the sheet, before its header, with all its columns and rows, for a mapping.</summary>
    public FileRecords OpenRows() => new WorkbookRecords(this, Header, OpenRowsOfSheet());

    /// <summary>Its rows from the beginning, the header included.</summary>
    public SheetRows OpenRowsOfSheet() => new(File.Package.Read(_part), File.Context);
}
