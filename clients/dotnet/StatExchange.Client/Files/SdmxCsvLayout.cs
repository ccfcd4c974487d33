using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Which column of an SDMX-CSV file holds what; -1 stands for a column that is not there.</summary>
internal sealed class SdmxCsvLayout
{
    public const string DataflowColumn = "DATAFLOW";
    public const string StructureColumn = "STRUCTURE";
    public const string StructureIdColumn = "STRUCTURE_ID";
    public const string StructureNameColumn = "STRUCTURE_NAME";
    public const string ActionColumn = "ACTION";

    private static readonly string[] KeyColumns = ["SERIES_KEY", "OBS_KEY"];

    private readonly Dictionary<string, int> _columns;

    private SdmxCsvLayout(int count, Dictionary<string, int> columns, IReadOnlyList<CommentColumn> comments)
    {
        _columns = columns;
        Count = count;
        Comments = comments;
        Structure = Find(StructureColumn);
        Dataflow = Structure >= 0 ? Find(StructureIdColumn) : Find(DataflowColumn);
        Action = Find(ActionColumn);
        Dimensions = [.. Dimension.All.Select(dimension => Find(dimension.Id))];
        Attributes = [.. SeriesAttribute.All.Select(attribute => Find(attribute.Id))];
        Period = Find(ObservationConcepts.Period);
        Value = Find(ObservationConcepts.Value);
        Status = Find(ObservationConcepts.Status);
        Confidentiality = Find(ObservationConcepts.Confidentiality);
        Embargo = Find(ObservationConcepts.Embargo);
    }

    /// <summary>Number of columns, those that are ignored included.</summary>
    public int Count { get; }

    /// <summary>STRUCTURE, in 2.x.</summary>
    public int Structure { get; }

    /// <summary>DATAFLOW in 1.0, STRUCTURE_ID in 2.x.</summary>
    public int Dataflow { get; }

    /// <summary>ACTION, in 2.x.</summary>
    public int Action { get; }

    /// <summary>The columns of <see cref="Dimension.All"/>.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>The columns of <see cref="SeriesAttribute.All"/>.</summary>
    public IReadOnlyList<int> Attributes { get; }

    /// <summary>TIME_PERIOD.</summary>
    public int Period { get; }

    /// <summary>OBS_VALUE.</summary>
    public int Value { get; }

    /// <summary>OBS_STATUS.</summary>
    public int Status { get; }

    /// <summary>CONF_STATUS.</summary>
    public int Confidentiality { get; }

    /// <summary>EMBARGO_TIME.</summary>
    public int Embargo { get; }

    /// <summary>The columns of COMMENT_OBS, of which there may be one a language.</summary>
    public IReadOnlyList<CommentColumn> Comments { get; }

    /// <summary>Reads the header of a file; columns that are unknown or there twice are passed over.</summary>
    public static SdmxCsvLayout Parse(IReadOnlyList<string> headers, string commentLanguage, HeaderFindings header)
    {
        var known = KnownColumns();
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var comments = new List<CommentColumn>();
        var names = headers.Select(NameOf).ToArray();
        // STRUCTURE[;] declares the separator of values within a cell.
        var subSeparator = names[0] is [.., '[', var declared, ']'] ? declared : CommentColumn.DefaultSubSeparator;
        names[0] = names[0].Split('[')[0];
        var hasLabels = names.Contains(StructureNameColumn);
        for (var column = 0; column < names.Length; column++)
        {
            var isComment = CommentColumn.TryParse(names[column], column, subSeparator, commentLanguage, out var comment);
            if (!isComment && !known.Contains(names[column]))
            {
                if (!hasLabels || !IsLabel(names, column))
                    header.AddUnknown(headers[column].Trim(), column, NearestName.Find(names[column], known));
            }
            else if (!columns.TryAdd(names[column], column))
            {
                header.AddRepeated(names[column], column);
            }
            else
            {
                if (isComment)
                    comments.Add(comment!);
                header.Locate(isComment ? ObservationConcepts.Comment : ConceptOf(names[column]), column, headers[column]);
            }
        }

        var layout = new SdmxCsvLayout(headers.Count, columns, comments);
        foreach (var missing in layout.Required().Where(name => layout.Find(name) < 0))
            header.AddMissing(missing, names.Where(name => !known.Contains(name)));
        return layout;
    }

    private static HashSet<string> KnownColumns() =>
    [
        DataflowColumn, StructureColumn, StructureIdColumn, StructureNameColumn, ActionColumn,
        .. KeyColumns, .. DataStructureDefinition.Concepts.Select(concept => concept.Id),
    ];

    /// <summary>Findings on the dataflow name the concept, whatever the version of the file calls its column.</summary>
    private static string ConceptOf(string column) => column == StructureIdColumn ? DataflowColumn : column;

    /// <summary>Headers with labels read "REF_AREA: Reporting area".</summary>
    private static string NameOf(string header)
    {
        var label = header.IndexOf(": ", StringComparison.Ordinal);
        return (label < 0 ? header : header[..label]).Trim();
    }

    /// <summary>With labels=name, which STRUCTURE_NAME shows, each column may be followed by one with its names.</summary>
    private static bool IsLabel(string[] names, int column) =>
        column > 0 && DataStructureDefinition.Concepts.Any(concept => concept.Id == names[column - 1]);

    private int Find(string name) => _columns.GetValueOrDefault(name, -1);

    private IEnumerable<string> Required()
    {
        var isVersion1 = Structure < 0;
        return
        [
            isVersion1 ? DataflowColumn : StructureIdColumn,
            .. DataStructureDefinition.Concepts.Where(concept => concept.Mandatory).Select(concept => concept.Id),
            ObservationConcepts.Period,
            // In 2.x a file may consist of deletions, or of attributes to be merged.
            .. isVersion1 ? [ObservationConcepts.Value] : Array.Empty<string>(),
        ];
    }
}
