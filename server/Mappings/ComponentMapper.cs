using System.Text.RegularExpressions;
using StatExchange.V1;
using Codelist = StatExchange.Server.Catalogue.Codelist;

namespace StatExchange.Server.Mappings;

/// <summary>Fills one concept from cells, as a component map says.</summary>
internal sealed class ComponentMapper
{
    private const char Joint = '\u001F';
    private const int MaxRemembered = 10_000;

    private readonly ComponentMap _map;
    private readonly Codelist? _codelist;
    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly List<(int Index, Regex[] Patterns)> _patterns = [];
    private readonly Dictionary<string, string> _aliases = new(StringComparer.OrdinalIgnoreCase);

    // Cells repeat: a file has thousands of rows and a few dozen values a column.
    private readonly Dictionary<string, CodeMatch> _remembered = new(StringComparer.Ordinal);

    /// <summary>Prepares a component map.</summary>
    /// <param name="map">The map, checked before it was saved.</param>
    /// <param name="codelist">The codelist of the concept; null when it is not coded.</param>
    public ComponentMapper(ComponentMap map, Codelist? codelist)
    {
        _map = map;
        _codelist = codelist;
        for (var index = 0; index < map.Codes.Count; index++)
        {
            var code = map.Codes[index];
            if (code.IsPattern)
                _patterns.Add((index, [.. code.Values.Select(MappingPattern.Create)]));
            else
                _exact.TryAdd(string.Join(Joint, code.Values), index);
        }

        foreach (var code in map.AcceptsAliases ? codelist?.Codes ?? [] : [])
        {
            foreach (var alias in code.Aliases)
                _aliases.TryAdd(alias, code.Code);
        }
    }

    /// <summary>The concept it fills.</summary>
    public string Concept => _map.Concept;

    /// <summary>The columns it reads.</summary>
    public IReadOnlyList<string> Columns => _map.Columns;

    /// <summary>The code for every row, when it is the same for all; otherwise empty.</summary>
    public string Fixed => _map.Fixed;

    /// <summary>Whether cells are translated at all, or taken as they are.</summary>
    public bool Translates => _map.Codes.Count > 0 || _map.AcceptsAliases;

    /// <summary>The code for cells, one a column.</summary>
    public CodeMatch Match(params IReadOnlyList<string> cells)
    {
        if (!Translates && cells.Count == 1)
            return new CodeMatch(CodeMatch.MatchKind.Mapped, cells[0]);
        var joined = cells.Count == 1 ? cells[0] : string.Join(Joint, cells);
        if (_remembered.TryGetValue(joined, out var known))
            return known;
        if (_remembered.Count >= MaxRemembered)
            _remembered.Clear();
        return _remembered[joined] = Find(joined, cells);
    }

    private CodeMatch Find(string joined, IReadOnlyList<string> cells)
    {
        var exact = _exact.GetValueOrDefault(joined, int.MaxValue);
        foreach (var (index, patterns) in _patterns.TakeWhile(pattern => pattern.Index < exact))
        {
            if (patterns.Length == cells.Count && patterns.Zip(cells).All(pair => pair.First.IsMatch(pair.Second)))
                return Outcome(_map.Codes[index], code => patterns[^1].Match(cells[^1]).Result(code));
        }

        if (exact < int.MaxValue)
            return Outcome(_map.Codes[exact], code => code);
        if (cells.All(cell => cell.Length == 0))
            return new CodeMatch(CodeMatch.MatchKind.Mapped, string.Empty);
        if (cells.Count > 1)
            return new CodeMatch(CodeMatch.MatchKind.Unmapped, string.Empty);
        if (_aliases.TryGetValue(cells[0], out var code))
            return new CodeMatch(CodeMatch.MatchKind.Mapped, code);
        return _codelist is null || _codelist.Find(cells[0]) is not null
            ? new CodeMatch(CodeMatch.MatchKind.Mapped, cells[0])
            : new CodeMatch(CodeMatch.MatchKind.Unmapped, _codelist.Nearest(cells[0]));
    }

    private static CodeMatch Outcome(CodeMap map, Func<string, string> expand) => map.LeavesOut
        ? new CodeMatch(CodeMatch.MatchKind.LeftOut, string.Empty)
        : new CodeMatch(CodeMatch.MatchKind.Mapped, expand(map.Code));
}
