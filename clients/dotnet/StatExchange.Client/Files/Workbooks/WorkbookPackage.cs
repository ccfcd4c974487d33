using System.IO.Compression;
using System.IO.Packaging;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>The parts of a workbook file, each unpacked within the limits of a workbook.</summary>
/// <remarks>
/// The parts are found with System.IO.Packaging, on which the Open XML SDK is built as well. The SDK itself follows all parts and
/// makes objects of their contents, recursively, which a stranger's file must not make us do.
/// </remarks>
internal sealed class WorkbookPackage : IDisposable
{
    private const string ContentTypesPart = "[Content_Types].xml";
    private const string RelationshipsSuffix = ".rels";
    private const string WorkbookRelationship = "/officeDocument";

    private readonly FileStream _file;
    private readonly Package _package;
    private readonly PackagePart _workbook;
    private readonly UnpackingBudget _budget;

    private WorkbookPackage(FileStream file)
    {
        _file = file;
        _budget = new UnpackingBudget(file.Length);
        ArchiveList.Check(file);
        CheckStructureParts();
        file.Position = 0;
        _package = Package.Open(file, FileMode.Open, FileAccess.Read);
        _workbook = FindWorkbook();
    }

    /// <summary>The part that lists the sheets.</summary>
    public Uri Workbook => _workbook.Uri;

    /// <summary>What the file unpacks to.</summary>
    public UnpackingBudget Budget => _budget;

    /// <summary>How far the file has been read, 0 to 1.</summary>
    public double FractionRead => _file is { CanRead: true, Length: > 0 } ? (double)_file.Position / _file.Length : 1;

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileFormatException">It is no workbook, or a damaged one.</exception>
    public static WorkbookPackage Open(string path)
    {
        var file = SourceFile.OpenRead(path);
        try
        {
            WorkbookStart.Check(file);
            return WorkbookFault.Guard(() => new WorkbookPackage(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The parts of a kind that belong to the workbook.</summary>
    /// <param name="kind">The end of the relationship's type, "/worksheet".</param>
    public IReadOnlyList<WorkbookPart> PartsOf(string kind) => WorkbookFault.Guard(() => _workbook.GetRelationships()
        .Where(relationship => relationship.TargetMode == TargetMode.Internal && IsOf(relationship, kind))
        .Select(relationship => new WorkbookPart(PackUriHelper.ResolvePartUri(_workbook.Uri, relationship.TargetUri), relationship.Id))
        .ToList());

    /// <summary>Reads a part.</summary>
    public PartXml Read(Uri part) => WorkbookFault.Guard(() =>
        new PartXml(new UnpackedStream(_package.GetPart(part).GetStream(FileMode.Open, FileAccess.Read), _budget, WorkbookLimits.TokenBytes)));

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IDisposable)_package).Dispose();
        _file.Dispose();
    }

    private static bool IsOf(PackageRelationship relationship, string kind) =>
        relationship.RelationshipType.EndsWith(kind, StringComparison.Ordinal);

    /// <summary>What the package is made of is read whole by the library, so that it is unpacked once before to see how large it is.</summary>
    private void CheckStructureParts()
    {
        _file.Position = 0;
        using var archive = new ZipArchive(_file, ZipArchiveMode.Read, leaveOpen: true);
        var buffer = new byte[16 * 1024];
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName != ContentTypesPart && !entry.FullName.EndsWith(RelationshipsSuffix, StringComparison.OrdinalIgnoreCase))
                continue;
            // As nothing is marked as read in between, the limit is on the whole part.
            using var part = new UnpackedStream(entry.Open(), _budget, WorkbookLimits.StructurePartBytes);
            while (part.Read(buffer) > 0)
            {
            }
        }
    }

    private PackagePart FindWorkbook()
    {
        var workbook = _package.GetRelationships().FirstOrDefault(
            relationship => relationship.TargetMode == TargetMode.Internal && IsOf(relationship, WorkbookRelationship));
        var part = workbook is null ? null : _package.GetPart(PackUriHelper.ResolvePartUri(new Uri("/", UriKind.Relative), workbook.TargetUri));
        return part is not null && IsWorkbook(part.ContentType) ? part : throw WorkbookStart.OtherProgram();
    }

    /// <summary>Workbooks and templates, with and without macros; binary workbooks have another format.</summary>
    private static bool IsWorkbook(string contentType) =>
        contentType.EndsWith("main+xml", StringComparison.OrdinalIgnoreCase)
        && (contentType.Contains("spreadsheetml", StringComparison.OrdinalIgnoreCase)
            || contentType.Contains("ms-excel", StringComparison.OrdinalIgnoreCase));
}
