using System.Text.RegularExpressions;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Makes a mapping of the rows of a mapping file, and says what is wrong with each of them.</summary>
internal sealed class MappingBuilder(IReadOnlyList<MappingLine> lines, List<MappingFileFault> faults)
{
    private static readonly string[] Items =
    [
        MappingLine.Description, MappingLine.Repeated, MappingLine.FiguresItem, MappingLine.Only, MappingLine.Component,
        MappingLine.CodeItem, MappingLine.Alias, MappingLine.Unused,
    ];

    // The provider is the organisation that submits, whatever the file says. An embargo is nothing to be mapped.
    private static readonly string ProviderField = SeriesKey.Descriptor.FindFieldByNumber(SeriesKey.DataProviderFieldNumber).Name;

    private static readonly string[] Concepts =
    [
        .. DataStructureDefinition.Concepts.Select(concept => concept.Id)
            .Where(concept => Dimension.Find(concept)?.FieldName != ProviderField && concept != ObservationConcepts.Embargo),
    ];

    /// <summary>What may have codes without a column of its own: the columns of figures hold values, and the headers of wide files periods.</summary>
    private static readonly string[] WithoutColumns = [ObservationConcepts.Value, ObservationConcepts.Period];

    private readonly StructureMap _mapping = new();
    private readonly Dictionary<string, FiguresMap> _figures = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Figures, string Concept), ComponentMap> _components = [];

    /// <summary>The mapping, as far as its rows have no faults.</summary>
    public StructureMap Build()
    {
        // In this order, so that rows may stand in any.
        ForEach(MappingLine.Description, line => _mapping.Description = line.Value);
        ForEach(MappingLine.Repeated, ReadRepeated);
        ForEach(MappingLine.FiguresItem, ReadFigures);
        ForEach(MappingLine.Only, ReadCondition);
        ForEach(MappingLine.Component, ReadComponent);
        ForEach(MappingLine.CodeItem, ReadCode);
        ForEach(MappingLine.Alias, line => (FindComponent(line) ?? new ComponentMap()).AcceptsAliases = true);
        foreach (var line in lines.Where(line => line.Item.Length > 0 && line.Item[0] != '#' && !Items.Contains(line.Item)))
            Fault(line, $"'{line.Item}' is no item; expected one of {string.Join(", ", Items)}.");
        if (_figures.Count == 0 && faults.Count == 0)
            faults.Add(new MappingFileFault(Row: 1, "There is no row 'figures': nothing says which column holds them."));
        return _mapping;
    }

    private void ForEach(string item, Action<MappingLine> read)
    {
        foreach (var line in lines.Where(line => line.Item == item))
            read(line);
    }

    private void ReadRepeated(MappingLine line)
    {
        if (!Enum.TryParse<RepeatedObservations>(line.Code, ignoreCase: true, out var repeated) || repeated == RepeatedObservations.Unspecified || !Enum.IsDefined(repeated))
            Fault(line, $"The code '{line.Code}' is none of SUM, REFUSE.");
        _mapping.RepeatedObservations = repeated;
    }

    private void ReadFigures(MappingLine line)
    {
        var isPattern = line.Value == MappingLine.Pattern;
        var figures = new FiguresMap { Name = line.Figures, Column = line.Column, IsPattern = isPattern };
        if (line.Column.Length == 0)
            Fault(line, "The column of the figures is missing.");
        if (line.Value.Length > 0 && !isPattern)
            Fault(line, $"The value is '{line.Value}'; expected nothing, or '{MappingLine.Pattern}' for a column that is a regular expression.");
        if (isPattern)
            CheckPattern(line, line.Column);
        if (_figures.TryAdd(line.Figures, figures))
            _mapping.Figures.Add(figures);
        else
            Fault(line, $"There are figures '{line.Figures}' already; give each a name of its own.");
    }

    private void ReadCondition(MappingLine line)
    {
        if (line.Column.Length == 0)
            Fault(line, "The column of the condition is missing.");
        if (FindFigures(line) is not { } figures)
            return;
        var condition = figures.Conditions.FirstOrDefault(condition => condition.Column == line.Column);
        if (condition is null)
            figures.Conditions.Add(condition = new RowCondition { Column = line.Column });
        condition.Values.Add(line.Value);
    }

    private void ReadComponent(MappingLine line)
    {
        var component = new ComponentMap { Concept = line.Concept, Fixed = line.Code };
        if (line.Column.Length > 0)
            component.Columns.AddRange(MappingText.Split(line.Column));
        if (component.Columns.Count > 0 && component.Fixed.Length > 0)
            Fault(line, "It has a column and a code; expected one of them.");
        if (component.Columns.Count == 0 && component.Fixed.Length == 0 && !WithoutColumns.Contains(line.Concept))
            Fault(line, "It has neither a column nor a code.");
        if (!IsConcept(line) || (line.Figures.Length > 0 && FindFigures(line) is null))
            return;
        if (_components.ContainsKey((line.Figures, line.Concept)))
            Fault(line, $"There is a component {line.Concept} already.");
        else
            Add(line, component);
    }

    private void ReadCode(MappingLine line)
    {
        if (FindComponent(line) is not { } component)
            return;
        var parts = (component.Columns.Count > 1 ? MappingText.Split(line.Value) : [line.Value]).ConvertAll(MappingText.ReadValue);
        var isPattern = parts.Exists(part => part.IsPattern);
        var values = parts.ConvertAll(part => isPattern && !part.IsPattern ? Regex.Escape(part.Value) : part.Value);
        if (component.Columns.Count > 1 && values.Count != component.Columns.Count)
            Fault(line, $"It has {values.Count} values; expected {component.Columns.Count}, one for each column of {line.Concept}, with '|' between them.");
        if (isPattern)
            values.ForEach(value => CheckPattern(line, value));
        if (line.Code.Length == 0)
            Fault(line, $"The code is missing; '{MappingLine.LeaveOut}' leaves the row out, '{MappingLine.NoCode}' leaves the dimension empty.");
        var code = line.Code is MappingLine.LeaveOut or MappingLine.NoCode ? "" : line.Code;
        component.Codes.Add(new CodeMap { Values = { values }, IsPattern = isPattern, Code = code, LeavesOut = line.Code == MappingLine.LeaveOut });
    }

    private ComponentMap? FindComponent(MappingLine line)
    {
        if (_components.TryGetValue((line.Figures, line.Concept), out var component))
            return component;
        if (!IsConcept(line) || (line.Figures.Length > 0 && FindFigures(line) is null))
            return null;
        if (WithoutColumns.Contains(line.Concept))
            return Add(line, new ComponentMap { Concept = line.Concept });
        Fault(line, $"There is no row 'component' for {line.Concept}{(line.Figures.Length > 0 ? $" of the figures '{line.Figures}'" : "")}.");
        return null;
    }

    private ComponentMap Add(MappingLine line, ComponentMap component)
    {
        _components.Add((line.Figures, line.Concept), component);
        (line.Figures.Length > 0 ? _figures[line.Figures].Components : _mapping.Components).Add(component);
        return component;
    }

    private FiguresMap? FindFigures(MappingLine line)
    {
        if (_figures.TryGetValue(line.Figures, out var figures))
            return figures;
        Fault(line, $"There are no figures '{line.Figures}'{Suggest(line.Figures, _figures.Keys)}.");
        return null;
    }

    private bool IsConcept(MappingLine line)
    {
        if (Concepts.Contains(line.Concept))
            return true;
        Fault(line, $"'{line.Concept}' is no concept that can be mapped{Suggest(line.Concept, Concepts)}.");
        return false;
    }

    private void CheckPattern(MappingLine line, string pattern)
    {
        try
        {
            MappingPattern.Create(pattern);
        }
        catch (FormatException exception)
        {
            Fault(line, exception.Message);
        }
    }

    private void Fault(MappingLine line, string message) => faults.Add(new MappingFileFault(line.Row, message));

    private static string Suggest(string written, IEnumerable<string> candidates) =>
        NearestName.Find(written, candidates) is { Length: > 0 } nearest ? $"; is it {nearest}?" : "";
}
