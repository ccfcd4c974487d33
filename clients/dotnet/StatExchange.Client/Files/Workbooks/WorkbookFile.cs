using StatExchange.V1;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>An opened workbook (.xlsx, .xlsm): its sheets, and what is wrong with it as a whole.</summary>
/// <remarks>Its sheets are read one at a time.</remarks>
internal sealed class WorkbookFile : IAsyncDisposable
{
    private const string WorksheetKind = "/worksheet";
    private const string SharedTextsKind = "/sharedStrings";
    private const string StylesKind = "/styles";

    /// <summary>Programs of today, and those of before 1993, which spreadsheets still run.</summary>
    private static readonly string[] MacroKinds = ["/vbaProject", "/xlMacrosheet", "/xlIntlMacrosheet"];

    private readonly List<WorkbookSheet> _sheets = [];
    private readonly List<SourceFault> _faults = [];

    private WorkbookFile(WorkbookPackage package, int maxCellLength, CancellationToken cancellationToken)
    {
        Package = package;
        MaxCellLength = maxCellLength;
        var (sheets, countsFrom1904) = ReadWorkbook();
        Context = new WorkbookContext(ReadTexts(cancellationToken), ReadFormats(), countsFrom1904, maxCellLength, package.Budget);
        var parts = package.PartsOf(WorksheetKind).ToDictionary(part => part.Id, part => part.Uri, StringComparer.Ordinal);
        foreach (var (name, state, id) in sheets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What is no sheet of cells, such as a chart, states no figures.
            if (parts.TryGetValue(id, out var part))
                Add(new WorkbookSheet(this, name, state, part));
        }

        if (_sheets is [var first, ..])
        {
            using var rows = first.OpenRowsOfSheet();
            Template = TemplateLayout.Read(rows, cancellationToken);
        }

        if (Array.Exists(MacroKinds, kind => package.PartsOf(kind).Count > 0))
            _faults.Insert(0, new SourceFault { Rule = FindingRule.WorkbookMacros });
    }

    /// <summary>What the workbook says of itself when it is a template that statx wrote; null when it is none.</summary>
    public TemplateInfo? Template { get; }

    /// <summary>The sheets that people see, in their order.</summary>
    public IReadOnlyList<WorkbookSheet> Sheets => _sheets;

    /// <summary>What is wrong with the workbook as a whole: macros, and hidden sheets with rows, which are not read.</summary>
    public IReadOnlyList<SourceFault> Faults => _faults;

    /// <summary>The part of the current sheet that has been read, 0 to 1.</summary>
    public double FractionRead => Package.FractionRead;

    /// <summary>Longest text of a cell, in characters.</summary>
    public int MaxCellLength { get; }

    /// <summary>Its parts.</summary>
    public WorkbookPackage Package { get; }

    /// <summary>What its cells are read with.</summary>
    public WorkbookContext Context { get; }

    /// <summary>Opens a workbook. The texts that its cells share are read into memory, its rows when they are asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; left out for the defaults.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="FileFormatException">The file is no workbook, a damaged one, or unpacks to more than any may.</exception>
    public static Task<WorkbookFile> OpenAsync(
        string path, WorkbookOptions? options = null, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            var package = WorkbookPackage.Open(path);
            try
            {
                var maxCellLength = (options ?? new WorkbookOptions()).MaxCellLength;
                return WorkbookFault.Guard(() => new WorkbookFile(package, maxCellLength, cancellationToken));
            }
            catch
            {
                package.Dispose();
                throw;
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Package.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Add(WorkbookSheet sheet)
    {
        if (sheet.State == SheetState.Visible)
            _sheets.Add(sheet);
        else if (sheet.Role != SheetRole.Empty)
            _faults.Add(new SourceFault { Rule = FindingRule.HiddenSheet, Sheet = sheet.Name });
    }

    private (List<(string Name, SheetState State, string Id)> Sheets, bool CountsFrom1904) ReadWorkbook()
    {
        var sheets = new List<(string Name, SheetState State, string Id)>();
        var countsFrom1904 = false;
        using var xml = Package.Read(Package.Workbook);
        while (xml.Read())
        {
            if (!xml.IsElement)
                continue;
            if (xml.Name == "workbookPr")
                countsFrom1904 = xml.Attribute("date1904") is "1" or "true";
            else if (xml.Name == "sheet" && sheets.Count >= WorkbookLimits.Sheets)
                throw WorkbookFault.Refuse("The workbook has more sheets than there may be.");
            else if (xml.Name == "sheet" && xml.QualifiedAttribute("id") is { } id)
                sheets.Add((xml.Attribute("name") ?? "", StateOf(xml.Attribute("state")), id));
        }

        return (sheets, countsFrom1904);
    }

    private SharedTexts ReadTexts(CancellationToken cancellationToken)
    {
        if (Package.PartsOf(SharedTextsKind) is not [var part, ..])
            return SharedTexts.None;
        using var xml = Package.Read(part.Uri);
        return SharedTexts.Read(xml, MaxCellLength, cancellationToken);
    }

    private CellFormats ReadFormats()
    {
        if (Package.PartsOf(StylesKind) is not [var part, ..])
            return CellFormats.None;
        using var xml = Package.Read(part.Uri);
        return CellFormats.Read(xml);
    }

    private static SheetState StateOf(string? state) => state switch
    {
        "hidden" => SheetState.Hidden,
        "veryHidden" => SheetState.VeryHidden,
        _ => SheetState.Visible,
    };
}
