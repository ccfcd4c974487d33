using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Which columns of a file a mapping reads, for each of its figures.</summary>
/// <param name="Count">Number of columns, those that are not read included.</param>
/// <param name="Figures">The figures.</param>
internal sealed record MappedLayout(int Count, IReadOnlyList<FiguresLayout> Figures)
{
    private static readonly string SourceConcept = SeriesAttribute.All.Single(attribute => !attribute.IsCoded).Id;

    private static readonly HashSet<string> OfObservations =
    [
        ObservationConcepts.Period, ObservationConcepts.Value, ObservationConcepts.Status,
        ObservationConcepts.Confidentiality, ObservationConcepts.Comment,
    ];

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="FileFormatException">A pattern of the mapping is none.</exception>
    public static MappedLayout Parse(StructureMap mapping, IReadOnlyList<string> headers, HeaderFindings header)
    {
        var columns = new MappedColumns(headers, header);
        var values = mapping.Figures.Select(figures => FindValues(figures, columns)).ToList();
        var hasSeveral = values.Sum(found => found.Count) > 1;
        if (!hasSeveral)
            values.ForEach(found => found.ForEach(value => columns.Assign(ObservationConcepts.Value, value.Column)));
        var layout = new MappedLayout(
            headers.Count, [.. mapping.Figures.Zip(values, (figures, found) => Parse(mapping, figures, found, hasSeveral, columns))]);
        columns.Locate();
        return layout;
    }

    private static List<MappedValueColumn> FindValues(FiguresMap figures, MappedColumns columns)
    {
        if (!figures.IsPattern)
            return columns.Find(figures.Column) is var column and >= 0 ? [new MappedValueColumn(column, Period: null)] : [];
        try
        {
            return
            [
                .. columns.FindAll(figures.Column, MappingPattern.Create(figures.Column)).Select(found => new MappedValueColumn(
                    found.Column,
                    MappedPeriod.Read(found.Match.Groups[MappingPattern.PeriodGroup] is { Success: true } period ? period.Value : found.Match.Value))),
            ];
        }
        catch (FormatException exception)
        {
            throw new FileFormatException($"The mapping cannot be used: {exception.Message}", column: "", "a regular expression");
        }
    }

    private static FiguresLayout Parse(
        StructureMap mapping, FiguresMap figures, List<MappedValueColumn> values, bool namesValueColumns, MappedColumns columns)
    {
        // What the figures say of a concept counts instead of what the mapping says of it.
        var components = mapping.Components.Concat(figures.Components)
            .GroupBy(component => component.Concept, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var period = FindAttribute(components, ObservationConcepts.Period, columns);
        if (period is { IsColumn: false, Fixed: "" } && !figures.IsPattern && !components.ContainsKey(ObservationConcepts.Period))
            columns.AddMissing(ObservationConcepts.Period);
        return new FiguresLayout
        {
            Name = figures.Name,
            // A period that the mapping names itself counts instead of the header's.
            Values = period is { IsColumn: false, Fixed: "" } ? values : [.. values.Select(value => value with { Period = null })],
            NamesValueColumns = namesValueColumns,
            Cells = FindCells(components, columns),
            Period = period,
            Status = FindAttribute(components, ObservationConcepts.Status, columns),
            Confidentiality = FindAttribute(components, ObservationConcepts.Confidentiality, columns),
            Comment = FindAttribute(components, ObservationConcepts.Comment, columns),
            Conditions =
            [
                .. figures.Conditions.Select(condition => (
                    columns.Find(condition.Column),
                    (IReadOnlySet<string>)condition.Values.Select(value => value.Trim()).ToHashSet(StringComparer.Ordinal))),
            ],
        };
    }

    private static List<(int Column, string Header, bool IsWhole)> FindCells(Dictionary<string, ComponentMap> components, MappedColumns columns)
    {
        var found = new SortedDictionary<int, bool>();
        foreach (var component in components.Values.Where(component => !OfObservations.Contains(component.Concept)))
        {
            var concept = component.Columns.Count == 1 ? component.Concept : null;
            foreach (var column in component.Columns.Select(header => columns.Find(header, concept)).Where(column => column >= 0))
                found[column] = found.GetValueOrDefault(column) || component.Concept == SourceConcept;
        }

        return [.. found.Select(pair => (pair.Key, columns.HeaderOf(pair.Key), pair.Value))];
    }

    private static MappedAttribute FindAttribute(Dictionary<string, ComponentMap> components, string concept, MappedColumns columns) =>
        components.GetValueOrDefault(concept) switch
        {
            null => new MappedAttribute(Column: -1, Fixed: ""),
            { Columns: [var header, ..] } => new MappedAttribute(columns.Find(header, concept), Fixed: ""),
            var component => new MappedAttribute(Column: -1, component.Fixed),
        };
}
