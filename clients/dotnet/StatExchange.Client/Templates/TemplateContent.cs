using StatExchange.Client.Files.Workbooks;

namespace StatExchange.Client.Templates;

/// <summary>What a template says: all that the service has to be asked for.</summary>
internal sealed class TemplateContent
{
    /// <summary>For whom and what the template is.</summary>
    public required TemplateInfo Info { get; init; }

    /// <summary>Name of the organisation.</summary>
    public required string OrganisationName { get; init; }

    /// <summary>Name of the profile.</summary>
    public required string ProfileName { get; init; }

    /// <summary>Frequency of the period, for rows that the office adds.</summary>
    public required string Frequency { get; init; }

    /// <summary>The chapters, in the catalogue's order.</summary>
    public required IReadOnlyList<TemplateChapter> Chapters { get; init; }

    /// <summary>The codes of each codelist that the template needs, in the catalogue's order.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<TemplateCode>> Codelists { get; init; }

    /// <summary>The name of a code; the code itself when the catalogue has none.</summary>
    public string NameOf(string codelist, string code) =>
        Codelists[codelist].FirstOrDefault(candidate => candidate.Code == code)?.Name ?? code;
}
