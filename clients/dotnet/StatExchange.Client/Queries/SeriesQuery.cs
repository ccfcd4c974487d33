using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// Which series and observations are asked for, and as known when. Immutable: each method returns a query with one thing more.
/// </summary>
/// <example>
/// <code>
/// var query = new SeriesQuery { StartPeriod = "2010" }
///     .Where("INDICATOR", "BRD_ENTRY_TOT")
///     .WhereMemberOf("REF_AREA", "EAEU");
/// </code>
/// </example>
public sealed record SeriesQuery
{
    /// <summary>Filters of different dimensions all apply; codes of one filter are alternatives. Without filters: everything.</summary>
    public IReadOnlyList<DimensionFilter> Filters { get; init; } = [];

    /// <summary>First period, "2015-Q1": only observations whose period begins on its first day or later.</summary>
    public string? StartPeriod { get; init; }

    /// <summary>Last period, "2017": only observations whose period ends on its last day or earlier.</summary>
    public string? EndPeriod { get; init; }

    /// <summary>Only the last observations of each series that fall into the periods; 0 for all.</summary>
    public int LastObservations { get; init; }

    /// <summary>
    /// Whether codes that do not exist are left out and named in the answer; otherwise they refuse the query, all named at once.
    /// </summary>
    public bool IgnoreUnknownCodes { get; init; }

    /// <summary>The moment of knowledge; null for what is known now.</summary>
    public AsOf? AsOf { get; init; }

    /// <summary>Asks only for series with one of these codes.</summary>
    /// <param name="concept">The dimension, "REF_AREA".</param>
    /// <param name="codes">Codes, taken as they are.</param>
    public SeriesQuery Where(string concept, params IEnumerable<string> codes) =>
        With(concept, filter => filter.Codes.Add(codes));

    /// <summary>Asks only for figures whose area was a member of one of these groups on the last day of their period.</summary>
    /// <param name="concept">A dimension of CL_AREA, "REF_AREA".</param>
    /// <param name="areaGroups">Area groups, "EAEU".</param>
    public SeriesQuery WhereMemberOf(string concept, params IEnumerable<string> areaGroups) =>
        With(concept, filter => filter.AreaGroups.Add(areaGroups));

    /// <summary>Asks for what was published at an instant, inclusive.</summary>
    public SeriesQuery AsOfInstant(DateTimeOffset instant) =>
        this with { AsOf = new AsOf { Instant = instant.ToTimestamp() } };

    /// <summary>Asks for what was published with a release and those before it; 0 is before the first one.</summary>
    public SeriesQuery AsOfRelease(long releaseId) => this with { AsOf = new AsOf { ReleaseId = releaseId } };

    internal Selection ToSelection() => new()
    {
        Filters = { Filters },
        StartPeriod = StartPeriod ?? "",
        EndPeriod = EndPeriod ?? "",
        LastObservations = LastObservations,
        UnknownCodes = IgnoreUnknownCodes ? UnknownCodes.Ignore : UnknownCodes.Refuse,
    };

    private SeriesQuery With(string concept, Action<DimensionFilter> add)
    {
        var filter = Filters.FirstOrDefault(filter => filter.Concept == concept)?.Clone() ?? new DimensionFilter { Concept = concept };
        add(filter);
        return this with { Filters = [.. Filters.Where(other => other.Concept != concept), filter] };
    }
}
