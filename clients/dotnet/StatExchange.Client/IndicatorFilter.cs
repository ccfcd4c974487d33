using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Which indicators are listed; what is left out does not filter.</summary>
public sealed record IndicatorFilter
{
    /// <summary>Only indicators of this profile, "BASIC".</summary>
    public string? Profile { get; init; }

    /// <summary>Only indicators of this thematic area, "ASYLUM".</summary>
    public string? ThematicArea { get; init; }

    /// <summary>Only indicators whose code, name or definition in any language contains this text, whatever its case.</summary>
    public string? Text { get; init; }

    internal ListIndicatorsRequest ToRequest(string pageToken) => new()
    {
        Profile = Profile ?? "",
        ThematicArea = ThematicArea ?? "",
        Text = Text ?? "",
        PageToken = pageToken,
    };
}
