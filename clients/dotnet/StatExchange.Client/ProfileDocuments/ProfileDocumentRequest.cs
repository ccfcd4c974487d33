using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Which migration profile a document shows.</summary>
/// <param name="RefArea">The state, a code of CL_AREA: "AM".</param>
/// <param name="Year">The reporting year, 1900 to 2100.</param>
public sealed record ProfileDocumentRequest(string RefArea, int Year)
{
    /// <summary>The profile: "EXTENDED" or "BASIC".</summary>
    public string Profile { get; init; } = "EXTENDED";

    /// <summary>Language of names and words: "en" or "ru". Definitions, comments and notes are in English where they are not in it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>As known when; null for now.</summary>
    public AsOf? AsOf { get; init; }

    /// <summary>For how many years before the reporting year figures are shown in charts.</summary>
    public int YearsBefore { get; init; } = 20;
}
