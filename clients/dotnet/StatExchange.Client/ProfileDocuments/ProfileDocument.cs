using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>A state's migration profile for a year: all that a document shows, in one language, with where each figure comes from.</summary>
public sealed record ProfileDocument
{
    /// <summary>The state, a code of CL_AREA.</summary>
    public required string RefArea { get; init; }

    /// <summary>Its name.</summary>
    public required string RefAreaName { get; init; }

    /// <summary>The profile, "EXTENDED".</summary>
    public required string Profile { get; init; }

    /// <summary>Its name.</summary>
    public required string ProfileName { get; init; }

    /// <summary>The reporting year.</summary>
    public required int Year { get; init; }

    /// <summary>Language of all names and words.</summary>
    public required string Language { get; init; }

    /// <summary>The words of the document, and the names of concepts, in its language.</summary>
    public required ProfileWords Words { get; init; }

    /// <summary>The state of knowledge of all figures. Asking again as of its release gives the same figures for good.</summary>
    public required Vintage Vintage { get; init; }

    /// <summary>The chapters in the catalogue's order, each with all indicators of the profile.</summary>
    public required IReadOnlyList<ProfileChapter> Chapters { get; init; }

    /// <summary>
    /// What the catalogue calculates of the profile's indicators for the year, from the figures of each provider: rates, shares and balances. It is
    /// not counted among the profile's indicators, and may have the code of one that is reported as well.
    /// </summary>
    public required ProfileChapter Calculated { get; init; }

    /// <summary>The releases that made the figures of the year what they are, by number.</summary>
    public required IReadOnlyList<ReleaseNote> Releases { get; init; }

    /// <summary>The organisations whose figures of the year are in it: name by code, in the order of codes.</summary>
    public required IReadOnlyDictionary<string, string> Providers { get; init; }

    /// <summary>The observation statuses of its figures: name by letter.</summary>
    public required IReadOnlyDictionary<string, string> Statuses { get; init; }

    /// <summary>The confidentiality statuses of its figures other than the free one: name by letter.</summary>
    public required IReadOnlyDictionary<string, string> ConfidentialityStatuses { get; init; }

    /// <summary>All indicators of the profile.</summary>
    public IEnumerable<ProfileIndicator> Indicators => Chapters.SelectMany(chapter => chapter.Indicators);

    /// <summary>The chapters, and behind them what is calculated, when anything is.</summary>
    public IEnumerable<ProfileChapter> AllChapters => Calculated.Indicators.Count > 0 ? Chapters.Append(Calculated) : Chapters;

    /// <summary>Number of indicators of the profile that have a figure for the year.</summary>
    public int WithFigures => Indicators.Count(indicator => indicator.HasValue);

    /// <summary>Number of those of which only gaps are stated.</summary>
    public int WithGaps => Indicators.Count(indicator => !indicator.HasValue && indicator.Figures.Count > 0);

    /// <summary>Number of those of which nothing is reported.</summary>
    public int NotReported => Indicators.Count(indicator => indicator.Figures.Count == 0);

    /// <summary>Whether it holds figures or explanations that are not public, and so must not be passed on.</summary>
    public bool IsRestricted => AllChapters.Any(chapter => chapter.Indicators.Any(indicator => indicator.IsRestricted));
}
