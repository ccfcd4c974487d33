using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>A figure, or stated gap, of the year.</summary>
public sealed record ProfileFigure
{
    /// <summary>Its series, with DATA_PROVIDER.</summary>
    public required SeriesKey Key { get; init; }

    /// <summary>What it is a part of the total by, in words: "Partner area: China"; empty for the total.</summary>
    public required string Breakdown { get; init; }

    /// <summary>The provider, a code of CL_ORGANISATION.</summary>
    public string Provider => Key.DataProvider;

    /// <summary>The value in the indicator's unit; null for a gap, whose status says why.</summary>
    public required decimal? Value { get; init; }

    /// <summary>A letter of CL_OBS_STATUS.</summary>
    public required char Status { get; init; }

    /// <summary>A letter of CL_CONF_STATUS.</summary>
    public required char ConfidentialityStatus { get; init; }

    /// <summary>Whether it has a value that not everybody is shown.</summary>
    public required bool IsRestricted { get; init; }

    /// <summary>Whether it was put together of months or quarters some of which are missing.</summary>
    public required bool IsIncomplete { get; init; }

    /// <summary>What its provider says of it.</summary>
    public required ProfileText Comment { get; init; }

    /// <summary>The source that its provider states; empty when none.</summary>
    public required string Source { get; init; }

    /// <summary>The release that made it what it is; of a figure put together of several, the latest; null for what is calculated.</summary>
    public required ReleaseNote? Release { get; init; }
}
