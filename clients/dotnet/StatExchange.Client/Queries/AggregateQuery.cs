using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// What is put together, of which figures, and when an aggregate has a value though parts are missing. Immutable: each method
/// returns a query with one thing more.
/// </summary>
/// <example>
/// <code>
/// var query = new AggregateQuery(new SeriesQuery { StartPeriod = "2010" }.Where("INDICATOR", "ASY_APPL_TOT"))
///     .OverMembersOf("REF_AREA", "EU");
/// </code>
/// </example>
/// <param name="Figures">Which figures, and as known when. It has no filter on a dimension that is put together.</param>
public sealed record AggregateQuery(SeriesQuery Figures)
{
    /// <summary>The dimensions that are put together, each over its parts.</summary>
    public IReadOnlyList<AggregatedDimension> Dimensions { get; init; } = [];

    /// <summary>A derived indicator to calculate instead, "ASY_RECOG_RATE"; the figures have no filter on INDICATOR then.</summary>
    public string? DerivedIndicator { get; init; }

    /// <summary>Frequency of the aggregates: A, S, T, Q or M; null to leave each frequency by itself.</summary>
    public string? Frequency { get; init; }

    /// <summary>Whose figure is taken where several organisations publish one; null for the primary provider.</summary>
    public ProviderChoice? Providers { get; init; }

    /// <summary>When an aggregate has a value though parts are missing; null for always.</summary>
    public CoverageRule? Coverage { get; init; }

    /// <summary>Whether movements from one part to another are left out.</summary>
    public bool ExcludesIntraGroupFlows { get; init; }

    /// <summary>Puts figures together over codes of a dimension.</summary>
    /// <param name="concept">The dimension, "SEX".</param>
    /// <param name="codes">The codes; none may contain another.</param>
    public AggregateQuery Over(string concept, params IEnumerable<string> codes) => With(concept, dimension => dimension.Codes.Add(codes));

    /// <summary>Puts figures together over the members that area groups had on the last day of each period.</summary>
    /// <param name="concept">A dimension of CL_AREA, "REF_AREA".</param>
    /// <param name="areaGroups">Area groups, "EU".</param>
    public AggregateQuery OverMembersOf(string concept, params IEnumerable<string> areaGroups) =>
        With(concept, dimension => dimension.AreaGroups.Add(areaGroups));

    /// <summary>Takes the figure of the first organisation that publishes it with a value.</summary>
    /// <param name="organisations">The organisations in the order they are asked; figures of others are not looked at.</param>
    public AggregateQuery PreferringProviders(params IEnumerable<string> organisations) =>
        this with { Providers = new ProviderChoice { Preference = ProviderPreference.Order, Organisations = { organisations } } };

    /// <summary>Makes an aggregate of each provider's figures by itself.</summary>
    public AggregateQuery OfEachProvider() => this with { Providers = new ProviderChoice { Preference = ProviderPreference.All } };

    internal StreamAggregatesRequest ToRequest(string resumeToken) => new()
    {
        Selection = Figures.ToSelection(),
        Dimensions = { Dimensions },
        Freq = Frequency ?? "",
        Providers = Providers,
        Coverage = Coverage,
        ExcludeIntraGroupFlows = ExcludesIntraGroupFlows,
        AsOf = Figures.AsOf,
        ResumeToken = resumeToken,
        DerivedIndicator = DerivedIndicator ?? "",
    };

    private AggregateQuery With(string concept, Action<AggregatedDimension> add)
    {
        var dimension = Dimensions.FirstOrDefault(dimension => dimension.Concept == concept)?.Clone() ?? new AggregatedDimension { Concept = concept };
        add(dimension);
        return this with { Dimensions = [.. Dimensions.Where(other => other.Concept != concept), dimension] };
    }
}
