using System.IO.Packaging;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>A workbook whose sheets are compressed as they are written, one after the other; disposing completes it.</summary>
/// <remarks>The SDK's own packages can be read while they are written, and so are held in memory whole until they are closed.</remarks>
internal sealed class WrittenWorkbook(Stream output) : IDisposable
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static readonly Uri WorkbookUri = new("/xl/workbook.xml", UriKind.Relative);
    private static readonly Uri StylesUri = new("/xl/styles.xml", UriKind.Relative);

    private readonly Package _package = Package.Open(output, FileMode.Create, FileAccess.Write);
    private readonly List<(string Name, Uri Uri)> _sheets = [];

    /// <summary>Number of sheets.</summary>
    public int SheetCount => _sheets.Count;

    /// <summary>Adds a sheet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Writes it.</param>
    public async Task<T> AddSheetAsync<T>(string name, Func<OpenXmlWriter, Task<T>> write)
    {
        var uri = new Uri($"/xl/worksheets/sheet{SheetCount + 1}.xml", UriKind.Relative);
        _sheets.Add((name, uri));
        await using var stream = Open(CreatePart(uri, "worksheet"));
        using var xml = Write(stream);
        return await write(xml);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Write(CreatePart(StylesUri, "styles"), WorkbookStyles.Create());
        var part = CreatePart(WorkbookUri, "sheet.main");
        part.CreateRelationship(StylesUri, TargetMode.Internal, Relationship + "styles");
        var sheets = _sheets.Select((sheet, i) => new Sheet
        {
            Name = sheet.Name,
            SheetId = (uint)i + 1,
            Id = part.CreateRelationship(sheet.Uri, TargetMode.Internal, Relationship + "worksheet").Id,
        });
        Write(part, new Workbook(new Sheets(sheets)));
        _package.CreateRelationship(WorkbookUri, TargetMode.Internal, Relationship + "officeDocument");
        ((IDisposable)_package).Dispose();
    }

    private PackagePart CreatePart(Uri uri, string kind) => _package.CreatePart(uri, $"{ContentType}{kind}+xml", CompressionOption.Normal);

    private static Stream Open(PackagePart part) => part.GetStream(FileMode.Create, FileAccess.Write);

    private static void Write(PackagePart part, OpenXmlElement root)
    {
        using var stream = Open(part);
        using var xml = Write(stream);
        xml.WriteElement(root);
    }

    private static OpenXmlWriter Write(Stream stream)
    {
        var xml = OpenXmlWriter.Create(stream);
        xml.WriteStartDocument();
        return xml;
    }
}
