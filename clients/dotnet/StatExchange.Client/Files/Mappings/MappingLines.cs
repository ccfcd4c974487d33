using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>A mapping as the rows of a mapping file.</summary>
internal static class MappingLines
{
    public static IEnumerable<MappingLine> Of(StructureMap mapping)
    {
        if (mapping.Description.Length > 0)
            yield return new MappingLine(MappingLine.Description, Value: mapping.Description);
        if (mapping.RepeatedObservations != RepeatedObservations.Unspecified)
            yield return new MappingLine(MappingLine.Repeated, Code: mapping.RepeatedObservations.ToString().ToUpperInvariant());
        foreach (var figures in mapping.Figures)
            yield return new MappingLine(MappingLine.FiguresItem, figures.Name, Column: figures.Column, Value: figures.IsPattern ? MappingLine.Pattern : "");
        foreach (var figures in mapping.Figures)
        {
            foreach (var line in ConditionsOf(figures))
                yield return line;
        }

        foreach (var line in mapping.Components.SelectMany(component => Of(figures: "", component)))
            yield return line;
        foreach (var line in mapping.Figures.SelectMany(figures => figures.Components.SelectMany(component => Of(figures.Name, component))))
            yield return line;
    }

    /// <summary>Conditions on one column that all apply leave what each of them allows.</summary>
    private static IEnumerable<MappingLine> ConditionsOf(FiguresMap figures) =>
        from conditions in figures.Conditions.GroupBy(condition => condition.Column, StringComparer.Ordinal)
        from value in conditions.Select(condition => condition.Values.AsEnumerable()).Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal))
        select new MappingLine(MappingLine.Only, figures.Name, Column: conditions.Key, Value: value);

    private static IEnumerable<MappingLine> Of(string figures, ComponentMap component)
    {
        // What has only codes needs no row of its own.
        if (component.Columns.Count > 0 || component.Fixed.Length > 0 || (component.Codes.Count == 0 && !component.AcceptsAliases))
            yield return new MappingLine(MappingLine.Component, figures, component.Concept, MappingText.Join(component.Columns), Code: component.Fixed);
        foreach (var code in component.Codes)
        {
            string[] values = [.. code.Values.Select(value => MappingText.WriteValue(value, code.IsPattern))];
            yield return new MappingLine(
                MappingLine.CodeItem, figures, component.Concept, Value: component.Columns.Count > 1 ? MappingText.Join(values) : values.FirstOrDefault() ?? "",
                Code: code.LeavesOut ? MappingLine.LeaveOut : code.Code.Length == 0 ? MappingLine.NoCode : code.Code);
        }

        if (component.AcceptsAliases)
            yield return new MappingLine(MappingLine.Alias, figures, component.Concept);
    }
}
