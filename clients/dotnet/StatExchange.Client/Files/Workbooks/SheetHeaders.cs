using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Understands the headers of sheets.</summary>
internal static class SheetHeaders
{
    /// <summary>So many concepts in a header are no accident. Fewer than all, so that a wrong header is a finding and not another sheet.</summary>
    private const int FewestConcepts = 3;

    private const string CodelistPrefix = "CL_";

    private static readonly HashSet<string> Concepts = [.. DataStructureDefinition.Concepts.Select(concept => concept.Id)];

    private static readonly string[] Statements =
        [ObservationConcepts.Value, ObservationConcepts.Status, ObservationConcepts.Confidentiality, ObservationConcepts.Comment, ObservationConcepts.Embargo];

    /// <summary>Takes the current row of a sheet as its header.</summary>
    public static SheetHeader Read(SheetRows rows)
    {
        WorkbookColumn[] columns =
        [
            .. rows.Cells
                .Select(cell => new WorkbookColumn(cell.Column, Encoding.UTF8.GetString(rows.TextOf(cell))))
                .Where(column => !string.IsNullOrWhiteSpace(column.Header)),
        ];
        return new SheetHeader(rows.Row, rows.Row, columns);
    }

    /// <summary>What a sheet with a header is for.</summary>
    public static SheetRole RoleOf(SheetHeader header) =>
        header.Columns.Count == 0 ? SheetRole.Empty
        : header.Columns.Count(column => IsConcept(NameOf(column))) >= FewestConcepts ? SheetRole.Figures
        : header.Columns.All(column => column.Header.StartsWith(CodelistPrefix, StringComparison.Ordinal))
            || header.Columns[0].Header == TemplateLayout.Marker ? SheetRole.Guide
        : SheetRole.Unknown;

    /// <summary>The header of a sheet of figures with what it says for all rows.</summary>
    public static SheetHeader OfFigures(SheetHeader header, TemplateInfo? template)
    {
        var isTemplate = header.Columns.Any(column => TemplateLayout.IsExplanation(column.Header));
        WorkbookColumn[] columns =
        [
            .. Constants(header, template),
            .. header.Columns
                .Where(column => !isTemplate || !TemplateLayout.IsExplanation(column.Header))
                .Select(column => column with { IsLabelled = isTemplate && IsStatus(NameOf(column)) }),
        ];
        return header with
        {
            // Below the concepts a template says their names.
            LastRow = isTemplate ? header.Row + 1 : header.Row,
            Columns = columns,
            Statements = isTemplate ? [.. columns.Select(column => column.Header).Where(IsStatement)] : null,
        };
    }

    private static IEnumerable<WorkbookColumn> Constants(SheetHeader header, TemplateInfo? template)
    {
        var names = header.Columns.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        if (!names.Contains(SdmxCsvLayout.DataflowColumn) && !names.Any(name => name.StartsWith(SdmxCsvLayout.StructureColumn, StringComparison.Ordinal)))
            yield return new WorkbookColumn(Number: 0, SdmxCsvLayout.DataflowColumn, DataStructureDefinition.Dataflow);
        if (template is not null && !names.Contains(TemplateLayout.ProviderConcept))
            yield return new WorkbookColumn(Number: 0, TemplateLayout.ProviderConcept, template.Organisation);
    }

    private static bool IsStatement(string header) => Array.Exists(Statements, concept => header.Split('[')[0] == concept);

    private static bool IsStatus(string name) => name == ObservationConcepts.Status || name == ObservationConcepts.Confidentiality;

    private static bool IsConcept(string name) => Concepts.Contains(name.Split('[')[0]);

    /// <summary>Headers with labels read "REF_AREA: Reporting area".</summary>
    private static string NameOf(WorkbookColumn column) => column.Header.Split(": ")[0].Trim();
}
