using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Which profile's completeness is asked for, of which areas and periods, and as known when; what is left out does not filter.</summary>
/// <example>
/// <code>
/// var query = new CompletenessQuery("BASIC") { AreaGroups = ["EAEU"], StartPeriod = "2020" };
/// </code>
/// </example>
/// <param name="Profile">The profile, "BASIC".</param>
public sealed record CompletenessQuery(string Profile)
{
    /// <summary>These areas; with <see cref="AreaGroups"/>, those of both. Neither: those that owe the profile for one of the periods.</summary>
    public IEnumerable<string> RefAreas { get; init; } = [];

    /// <summary>Area groups, each standing for those that were members on the last day of the reporting period.</summary>
    public IEnumerable<string> AreaGroups { get; init; } = [];

    /// <summary>First reporting period, a year; with <see cref="EndPeriod"/> left out for those for which the profile was due.</summary>
    public string? StartPeriod { get; init; }

    /// <summary>Last reporting period, a year.</summary>
    public string? EndPeriod { get; init; }

    /// <summary>Only cells with one of these states; scores count all cells all the same.</summary>
    public IEnumerable<CompletenessState> States { get; init; } = [];

    /// <summary>The moment of knowledge; null for what is known now.</summary>
    public AsOf? AsOf { get; init; }

    /// <summary>Language of names, "en" or "ru"; left out for English.</summary>
    public string? Language { get; init; }

    /// <summary>Asks for what was published at an instant, inclusive.</summary>
    public CompletenessQuery AsOfInstant(DateTimeOffset instant) => this with { AsOf = new AsOf { Instant = instant.ToTimestamp() } };

    /// <summary>Asks for what was published with a release and those before it; 0 is before the first one.</summary>
    public CompletenessQuery AsOfRelease(long releaseId) => this with { AsOf = new AsOf { ReleaseId = releaseId } };

    internal StreamCompletenessRequest ToRequest(string resumeToken) => new()
    {
        Profile = Profile,
        RefAreas = { RefAreas },
        AreaGroups = { AreaGroups },
        StartPeriod = StartPeriod ?? "",
        EndPeriod = EndPeriod ?? "",
        States = { States },
        AsOf = AsOf,
        Language = Language ?? "",
        ResumeToken = resumeToken,
    };
}
