using StatExchange.V1;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>Keeps the corridors whose sides differ most: no more of them than are asked for.</summary>
internal sealed class MirrorRanking(MirrorOrder order, int limit)
{
    // The least of those kept comes out first. Of two that differ alike, the one that came first is kept.
    private readonly PriorityQueue<Mirror, (double Measure, int Place)> _kept = new();
    private int _place;

    /// <summary>Takes a corridor into account.</summary>
    public void Add(Mirror mirror)
    {
        if (!mirror.HasAsymmetry)
            return;
        _kept.Enqueue(mirror, (order == MirrorOrder.Asymmetry ? mirror.Asymmetry : (double)AbsoluteDifference(mirror), --_place));
        if (_kept.Count > limit)
            _kept.Dequeue();
    }

    /// <summary>The corridors, the one that differs most first.</summary>
    public IEnumerable<Mirror> Ranked() => _kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element);

    // In units, so that corridors of different indicators and decimals are comparable.
    private static decimal AbsoluteDifference(Mirror mirror) => ScaledDecimal.ToDecimal(mirror.AbsoluteDifference, mirror.Decimals) * (decimal)Math.Pow(10, mirror.UnitMult);
}
