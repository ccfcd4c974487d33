using StatExchange.V1;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>The notes of an aggregate, each once: providers say the same of many figures.</summary>
internal sealed class AggregateNotes
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The notes, by place.</summary>
    public List<AggregateNote> All { get; } = [];

    /// <summary>The place of a note, which is added when it is new.</summary>
    public int PlaceOf(SortedDictionary<string, string> text)
    {
        var key = string.Join('\0', text.Select(entry => $"{entry.Key}\0{entry.Value}"));
        if (_places.TryGetValue(key, out var place))
            return place;
        All.Add(new AggregateNote { Text = { text } });
        return _places[key] = All.Count - 1;
    }
}
