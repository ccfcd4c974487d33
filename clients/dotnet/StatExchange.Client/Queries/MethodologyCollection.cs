using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>The methodology notes that came with an answer, each once: a stream that is resumed may send one again.</summary>
internal sealed class MethodologyCollection
{
    private readonly SortedDictionary<(string Organisation, string Indicator), MethodologyNote> _notes = [];

    /// <summary>All of them, by organisation and indicator.</summary>
    public IReadOnlyCollection<MethodologyNote> All => _notes.Values;

    /// <summary>Adds those of a message.</summary>
    public void Add(IEnumerable<MethodologyNote> notes)
    {
        foreach (var note in notes)
            _notes[(note.Organisation, note.Indicator)] = note;
    }
}
