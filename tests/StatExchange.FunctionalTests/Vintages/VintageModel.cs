using StatExchange.V1;

namespace StatExchange.FunctionalTests.Vintages;

/// <summary>
/// What the service is to be, as simply as it can be said: for each observation the list of what releases made of it.
/// </summary>
/// <param name="reader">Which provider asks: what is confidential, and has a value in some vintage, is hidden from the others in all of them.</param>
internal sealed class VintageModel(int reader)
{
    private readonly SortedDictionary<Place, List<Version>> _versions = new(Place.Order);
    private readonly HashSet<long> _standing = [];

    /// <summary>The publications that nobody has withdrawn, by number.</summary>
    public IReadOnlyList<long> Standing => [.. _standing.Order()];

    /// <summary>Every observation that ever was, with what releases made of it.</summary>
    public IReadOnlyDictionary<Place, List<Version>> Versions => _versions;

    /// <summary>The observations as the reader sees them at a release.</summary>
    public SortedDictionary<Place, Cell> At(long releaseId) => At(releaseId, version => version.Shown);

    private SortedDictionary<Place, Cell> At(long releaseId, Func<Version, Cell?> made)
    {
        var known = new SortedDictionary<Place, Cell>(Place.Order);
        foreach (var (place, versions) in _versions)
        {
            if (versions.LastOrDefault(version => version.ReleaseId <= releaseId) is { } version && made(version) is { } cell)
                known[place] = cell;
        }

        return known;
    }

    public void Publish(long releaseId, int provider, IEnumerable<Piece> pieces)
    {
        _standing.Add(releaseId);
        var current = At(long.MaxValue, version => version.Made);
        var next = new SortedDictionary<Place, Cell>(current, Place.Order);
        foreach (var piece in pieces)
        {
            if (piece is { Action: SeriesAction.Delete, Observations.Count: 0 })
            {
                foreach (var place in next.Keys.Where(place => (place.Provider, place.Series) == (provider, piece.Series)).ToList())
                    next.Remove(place);
            }

            foreach (var (period, cell) in piece.Observations)
            {
                var place = new Place(provider, piece.Series, period);
                if (piece.Action == SeriesAction.Delete)
                    next.Remove(place);
                else if (piece.Action == SeriesAction.Replace || !next.TryGetValue(place, out var before))
                    next[place] = cell;
                else
                    next[place] = cell with { Comment = cell.Comment.Length > 0 ? cell.Comment : before.Comment };
            }
        }

        foreach (var place in current.Keys.Union(next.Keys).ToList())
        {
            var (before, after) = (current.GetValueOrDefault(place), next.GetValueOrDefault(place));
            if (before != after)
                Add(place, new Version(releaseId, after));
        }
    }

    public void WithdrawRelease(long withdrawal, long withdrawn)
    {
        foreach (var (place, versions) in _versions)
        {
            var relevant = versions.Where(version => _standing.Contains(version.ReleaseId)).ToList();
            if (relevant.Count == 0 || relevant[^1].ReleaseId != withdrawn)
                continue;
            var restored = relevant.Count > 1 ? relevant[^2].Made : null;
            if (versions[^1].Made is not null || restored is not null)
                Add(place, new Version(withdrawal, restored));
        }

        _standing.Remove(withdrawn);
    }

    public void Purge(long releaseId, Place place)
    {
        var versions = _versions[place];
        var isThere = versions[^1].Made is { } made && (made.Value is not null || made.Comment.Length > 0);
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].Made is { } cell)
                versions[i] = versions[i] with { Made = cell.Value is null ? cell with { Comment = "" } : Cell.Tombstone };
        }

        if (isThere)
            Add(place, versions[^1] with { ReleaseId = releaseId });
    }

    private void Add(Place place, Version version)
    {
        if (!_versions.TryGetValue(place, out var versions))
            _versions[place] = versions = [];
        versions.Add(version);
        if (version.Made != Cell.Tombstone || place.Provider == reader || versions.TrueForAll(made => made.Made?.Value is null))
            return;
        for (var i = 0; i < versions.Count; i++)
            versions[i] = versions[i] with { IsCovered = versions[i].Made is not null };
        if (versions.Count > 1 && versions[^2].IsCovered)
            versions[^1] = versions[^1] with { IsSeen = false };
    }
}
