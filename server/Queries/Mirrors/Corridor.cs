using StatExchange.Server.Queries.Comparable;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>What is published of a corridor, from both sides.</summary>
/// <param name="Pair">The indicators.</param>
/// <param name="Key">Ids of the key of the first side; 0 for provider and frequency.</param>
internal sealed record Corridor(MirrorPair Pair, int[] Key)
{
    /// <summary>What each provider on the first side reports.</summary>
    public List<ProviderFigures> Reported { get; } = [];

    /// <summary>What each provider on the other side reports.</summary>
    public List<ProviderFigures> Mirrored { get; } = [];
}
