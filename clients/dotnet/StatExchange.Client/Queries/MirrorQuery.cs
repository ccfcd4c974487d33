using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Which corridors are compared, and how they are ordered.</summary>
/// <example>
/// <code>
/// var query = new MirrorQuery(new SeriesQuery { StartPeriod = "2010" }.Where("INDICATOR", "MIG_EMI_TOT").WhereMemberOf("REF_AREA", "EU"))
/// {
///     Order = MirrorOrder.Asymmetry,
/// };
/// </code>
/// </example>
/// <param name="Figures">
/// Which corridors, and as known when: INDICATOR is needed; REF_AREA is the side that is looked at first, COUNTERPART_AREA the other.
/// </param>
public sealed record MirrorQuery(SeriesQuery Figures)
{
    /// <summary>Frequency of the comparison; null for years.</summary>
    public string? Frequency { get; init; }

    /// <summary>Whose figure is taken where several organisations publish one; null for the primary provider.</summary>
    public ProviderChoice? Providers { get; init; }

    /// <summary>How corridors are ordered.</summary>
    public MirrorOrder Order { get; init; } = MirrorOrder.Area;

    /// <summary>The most corridors of a ranking; 0 for 100.</summary>
    public int Limit { get; init; }

    internal StreamMirrorsRequest ToRequest(string resumeToken) => new()
    {
        Selection = Figures.ToSelection(),
        Freq = Frequency ?? "",
        Providers = Providers,
        Order = Order,
        Limit = Limit,
        AsOf = Figures.AsOf,
        ResumeToken = resumeToken,
    };
}
