using System.Text.RegularExpressions;

namespace StatExchange.Client.Files;

/// <summary>Finds the columns of a file that a mapping names, and says which are missing or there twice.</summary>
internal sealed class MappedColumns
{
    private readonly string[] _headers;
    private readonly HeaderFindings _findings;
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);
    private readonly ILookup<string, int> _others;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _read = [];
    private readonly Dictionary<string, HashSet<int>> _concepts = new(StringComparer.Ordinal);

    public MappedColumns(IReadOnlyList<string> headers, HeaderFindings findings)
    {
        _headers = [.. headers.Select(header => header.Trim())];
        _findings = findings;
        _others = _headers.Select((Header, Column) => (Header, Column))
            .Where(pair => !_first.TryAdd(pair.Header, pair.Column))
            .ToLookup(pair => pair.Header, pair => pair.Column, StringComparer.Ordinal);
    }

    /// <summary>The header of a column.</summary>
    public string HeaderOf(int column) => _headers[column];

    /// <summary>The column with a header, or -1 when there is none, which is said.</summary>
    public int Find(string header, string? concept = null)
    {
        header = header.Trim();
        if (!_first.TryGetValue(header, out var column))
        {
            if (_said.Add(header))
                _findings.AddMissing(header, _headers);
            return -1;
        }

        Read(column, concept);
        return column;
    }

    /// <summary>The columns whose headers a pattern matches; that there are none is said.</summary>
    public IReadOnlyList<(int Column, Match Match)> FindAll(string pattern, Regex expression)
    {
        var found = new List<(int Column, Match Match)>();
        foreach (var (header, column) in _first.OrderBy(pair => pair.Value))
        {
            if (expression.Match(header) is not { Success: true } match)
                continue;
            found.Add((column, match));
            Read(column, concept: null);
        }

        if (found.Count == 0)
            _findings.AddMissing(pattern, []);
        return found;
    }

    /// <summary>A concept that nothing in the mapping says how to fill.</summary>
    public void AddMissing(string concept) => _findings.AddMissing(concept, _headers);

    /// <summary>A concept is made from one column.</summary>
    public void Assign(string concept, int column)
    {
        if (!_concepts.TryGetValue(concept, out var columns))
            _concepts.Add(concept, columns = []);
        columns.Add(column);
    }

    /// <summary>Says where the concepts stand that stand in one column for all figures, and then each column that is read.</summary>
    public void Locate()
    {
        foreach (var (concept, columns) in _concepts.Where(pair => pair.Value.Count == 1))
            _findings.Locate(concept, columns.Single(), _headers[columns.Single()]);
        foreach (var column in _read)
            _findings.Locate(_headers[column], column, _headers[column]);
    }

    private void Read(int column, string? concept)
    {
        if (concept is not null)
            Assign(concept, column);
        if (!_read.Add(column))
            return;
        foreach (var other in _others[_headers[column]])
            _findings.AddRepeated(_headers[column], other);
    }
}
