namespace StatExchange.Client.Templates;

/// <summary>A code with its name in the template's language.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Its name.</param>
internal sealed record TemplateCode(string Code, string Name)
{
    /// <summary>As lists and cells show it. Readers of SDMX-CSV take the code of it.</summary>
    public string Label => $"{Code}: {Name}";
}
