using StatExchange.Server.Methodology;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>The methodology notes that travel with the figures of one answer, each once.</summary>
/// <param name="store">Where they are.</param>
/// <param name="until">Up to when they are known.</param>
internal sealed class CarriedMethodology(MethodologyStore store, KnownUntil until)
{
    private readonly Dictionary<string, Dictionary<string, MethodologyRecord>> _waiting = new(StringComparer.Ordinal);

    /// <summary>The notes of providers on indicators that this answer has not carried yet.</summary>
    public async Task<IReadOnlyList<MethodologyNote>> NewAsync(IEnumerable<string> indicators, IEnumerable<string> providers, CancellationToken cancellationToken)
    {
        var all = providers.Where(provider => provider.Length > 0).ToHashSet(StringComparer.Ordinal);
        var found = new List<MethodologyNote>();
        foreach (var indicator in indicators)
        {
            if (!_waiting.TryGetValue(indicator, out var waiting))
            {
                var known = await store.KnownAsync(indicator, until, cancellationToken);
                _waiting[indicator] = waiting = known.ToDictionary(note => note.Organisation, StringComparer.Ordinal);
            }

            foreach (var provider in all)
            {
                if (waiting.Remove(provider, out var note))
                    found.Add(note.ToProto());
            }
        }

        return found;
    }
}
