using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>What one release made of one series.</summary>
public sealed class PublishedVintage
{
    private readonly SeriesVintage _vintage;
    private readonly IReadOnlyDictionary<long, ReleaseNote> _releases;

    internal PublishedVintage(SeriesVintage vintage, IReadOnlyDictionary<long, ReleaseNote> releases)
    {
        _vintage = vintage;
        _releases = releases;
        Release = Find(vintage.ReleaseId);
    }

    /// <summary>The observations that the release added or changed, as it made them, with the attributes of that time.</summary>
    public Series Series => _vintage.Series;

    /// <summary>The release: when, who, and why. The validity of the observations begins with it.</summary>
    public ReleaseNote Release { get; }

    /// <summary>The periods whose observations the release deleted, ascending.</summary>
    public IEnumerable<TimePeriod> DeletedPeriods =>
        _vintage.DeletedPeriods.Select(ordinal => new TimePeriod(Frequency.Find(Series.Key.Freq)!, ordinal));

    /// <summary>The observations, each with the release with which its validity ended.</summary>
    public IEnumerable<VintageObservation> Observations() => Series.Observations().Select(
        (observation, position) => new VintageObservation(observation, ReplacedBy(position)));

    private ReleaseNote? ReplacedBy(int position) =>
        _vintage.ReplacedByReleaseIds.Count == 0 || _vintage.ReplacedByReleaseIds[position] == 0 ? null : Find(_vintage.ReplacedByReleaseIds[position]);

    private ReleaseNote Find(long releaseId) => _releases.GetValueOrDefault(releaseId)
        ?? throw new InvalidDataException($"The server names release {releaseId} without having told of it.");
}
