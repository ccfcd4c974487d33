using System.Text.Json;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Where concepts stand in the file of a submission.</summary>
internal sealed class SourceColumns
{
    private const int Letters = 26;

    private readonly List<SourceColumn> _columns;

    private SourceColumns(List<SourceColumn> columns) => _columns = columns;

    /// <summary>The columns as they are stored.</summary>
    public static SourceColumns Parse(string? json) => new(json is null ? [] : JsonSerializer.Deserialize<List<SourceColumn>>(json)!);

    /// <summary>The columns as they are to be stored; null when there are none.</summary>
    public static string? ToJson(IReadOnlyCollection<SourceColumn> columns) =>
        columns.Count == 0
            ? null
            : JsonSerializer.Serialize(columns.Select(column => new { column.Sheet, column.Concept, column.Number, column.Header }));

    /// <summary>The column that a finding is in: its number, 0 when unknown, and its header.</summary>
    public (int Number, string Header) Find(FindingRecord finding)
    {
        var sheet = finding.Sheet ?? string.Empty;
        var column = _columns.Find(column => column.Sheet == sheet
            && (finding.ValueColumn is { } number ? column.Number == number : column.Concept == finding.Concept));
        return (column?.Number ?? finding.ValueColumn ?? 0, column?.Header ?? string.Empty);
    }

    /// <summary>A cell as spreadsheets call it; empty when its column or row is unknown.</summary>
    public static string CellName(int column, int row)
    {
        if (column <= 0 || row <= 0)
            return string.Empty;
        var name = string.Empty;
        for (var rest = column; rest > 0; rest = (rest - 1) / Letters)
            name = (char)('A' + ((rest - 1) % Letters)) + name;
        return $"{name}{row}";
    }
}
