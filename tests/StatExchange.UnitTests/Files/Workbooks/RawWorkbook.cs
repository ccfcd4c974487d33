using System.IO.Compression;
using System.Text;
using StatExchange.Client.Files;
using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files.Workbooks;

/// <summary>Writes the parts of a workbook for one test as they are given, and reads it.</summary>
internal sealed class RawWorkbook
{
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, string State, string Rows, string After)> _sheets = [];
    private readonly List<(string Kind, string Target)> _others = [];
    private readonly Dictionary<string, Action<Stream>> _parts = new(StringComparer.Ordinal);

    public string WorkbookProperties { get; set; } = "";

    public string ContentTypeOfWorkbook { get; set; } = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    public string SheetsElement { get; set; } = "";

    /// <summary>Adds a sheet.</summary>
    public RawWorkbook Sheet(string rows, string name = "Data", string state = "visible", string after = "")
    {
        _sheets.Add((name, state, rows, after));
        return this;
    }

    /// <summary>Adds texts that cells share.</summary>
    public RawWorkbook Texts(params string[] items) => Part(
        "sharedStrings", "sharedStrings.xml", $"<sst xmlns=\"{Spreadsheet}\">{string.Concat(items.Select(item => $"<si>{item}</si>"))}</sst>");

    /// <summary>Adds formats of cells, each by its number format; custom ones by their code.</summary>
    public RawWorkbook Formats(params object[] formats)
    {
        var custom = formats.Select((format, i) => format is string code ? $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{code}\"/>" : "");
        var xfs = formats.Select((format, i) => $"<xf numFmtId=\"{(format is string ? 164 + i : format)}\"/>");
        return Part(
            "styles", "styles.xml",
            $"<styleSheet xmlns=\"{Spreadsheet}\"><numFmts>{string.Concat(custom)}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{string.Concat(xfs)}</cellXfs></styleSheet>");
    }

    /// <summary>Adds a part that belongs to the workbook.</summary>
    public RawWorkbook Part(string kind, string target, string content)
    {
        _others.Add((kind, target));
        return Replace("xl/" + target, stream => stream.Write(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>Writes a part otherwise, or one that nothing refers to.</summary>
    public RawWorkbook Replace(string name, Action<Stream> write)
    {
        _parts[name] = write;
        return this;
    }

    public byte[] Build()
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "[Content_Types].xml", ContentTypes());
            Write(archive, "_rels/.rels", Related([("officeDocument", "xl/workbook.xml")]));
            var sheets = _sheets.Select((_, i) => ("worksheet", $"sheet{i + 1}.xml"));
            Write(archive, "xl/_rels/workbook.xml.rels", Related([.. sheets, .. _others]));
            Write(archive, "xl/workbook.xml", Workbook());
            for (var i = 0; i < _sheets.Count; i++)
            {
                Write(
                    archive, $"xl/sheet{i + 1}.xml",
                    $"<worksheet xmlns=\"{Spreadsheet}\"><sheetData>{_sheets[i].Rows}</sheetData>{_sheets[i].After}</worksheet>");
            }

            foreach (var name in _parts.Keys.Where(name => !IsStandard(name)))
                Write(archive, name, "");
        }

        return output.ToArray();
    }

    /// <summary>Reads all visible sheets of figures: each row as its number and its cells, and then all faults.</summary>
    public async Task<(List<string> Rows, List<SourceFault> Faults)> ReadAsync(bool asFigures = false)
    {
        await using var file = await TemporaryFile.CreateAsync(Build());
        return await ReadAsync(file.Path, asFigures);
    }

    public static async Task<(List<string> Rows, List<SourceFault> Faults)> ReadAsync(string path, bool asFigures = false)
    {
        var rows = new List<string>();
        await using var workbook = await WorkbookFile.OpenAsync(path, options: null, TestContext.Current.CancellationToken);
        List<SourceFault> faults = [.. workbook.Faults];
        foreach (var sheet in workbook.Sheets)
        {
            await using var records = asFigures ? sheet.OpenFigures() : sheet.OpenRows();
            while (await records.ReadAsync(TestContext.Current.CancellationToken))
            {
                rows.Add($"{records.Row}: {TextOf(records)}");
                faults.AddRange(records.TakeFaults());
            }

            faults.AddRange(records.TakeFaults());
        }

        return (rows, faults);
    }

    /// <summary>Reads all of a workbook and keeps nothing of it.</summary>
    /// <returns>Number of faults.</returns>
    public static async Task<int> DrainAsync(string path)
    {
        await using var workbook = await WorkbookFile.OpenAsync(path, options: null, TestContext.Current.CancellationToken);
        var faults = workbook.Faults.Count;
        foreach (var sheet in workbook.Sheets)
        {
            await using var records = sheet.OpenRows();
            while (await records.ReadAsync(TestContext.Current.CancellationToken))
                faults += records.TakeFaults().Count;
            faults += records.TakeFaults().Count;
        }

        return faults;
    }

    /// <summary>The cells of the current row.</summary>
    public static string TextOf(FileRecords records) =>
        string.Join('|', Enumerable.Range(0, records.Count).Select(column => Encoding.UTF8.GetString(records[column])));

    private bool IsStandard(string name) =>
        name is "[Content_Types].xml" or "_rels/.rels" or "xl/_rels/workbook.xml.rels" or "xl/workbook.xml"
        || _sheets.Select((_, i) => $"xl/sheet{i + 1}.xml").Contains(name);

    private string Workbook()
    {
        var sheets = _sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"r{i}\"/>");
        return $"<workbook xmlns=\"{Spreadsheet}\" xmlns:r=\"{Relationships}\">{WorkbookProperties}<sheets>{string.Concat(sheets)}{SheetsElement}</sheets></workbook>";
    }

    private string ContentTypes() =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"bin\" ContentType=\"application/octet-stream\"/>"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{ContentTypeOfWorkbook}\"/></Types>";

    private static string Related(IEnumerable<(string Kind, string Target)> parts)
    {
        var elements = parts.Select((part, i) => $"<Relationship Id=\"r{i}\" Type=\"{Relationships}/{part.Kind}\" Target=\"{part.Target}\"/>");
        return $"<Relationships xmlns=\"{PackageRelationships}\">{string.Concat(elements)}</Relationships>";
    }

    private void Write(ZipArchive archive, string name, string content)
    {
        using var stream = archive.CreateEntry(name).Open();
        if (_parts.TryGetValue(name, out var write))
            write(stream);
        else
            stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
