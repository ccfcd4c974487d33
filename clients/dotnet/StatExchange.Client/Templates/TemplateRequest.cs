namespace StatExchange.Client.Templates;

/// <summary>What a template is asked for.</summary>
public sealed record TemplateRequest
{
    /// <summary>The organisation that will provide the figures, "AM.ARMSTAT".</summary>
    public required string Organisation { get; init; }

    /// <summary>The profile it is to complete, "BASIC".</summary>
    public required string Profile { get; init; }

    /// <summary>The period of the profile as SDMX writes it, "2017".</summary>
    public required string Period { get; init; }

    /// <summary>The reporting area; left out for the country that the organisation's code begins with.</summary>
    public string? Area { get; init; }

    /// <summary>Language of names and explanations, "en" or "ru".</summary>
    public string Language { get; init; } = "en";
}
