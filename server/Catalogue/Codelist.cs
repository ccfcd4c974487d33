using System.Collections.Frozen;

namespace StatExchange.Server.Catalogue;

/// <summary>A codelist with its codes, in the catalogue's order.</summary>
public sealed class Codelist
{
    private readonly FrozenDictionary<string, CodelistCode> _byCode;

    /// <summary>Puts a codelist together.</summary>
    public Codelist(string id, string version, LocalisedText names, string source, IReadOnlyList<CodelistCode> codes)
    {
        Id = id;
        Version = version;
        Names = names;
        Source = source;
        Codes = codes;
        _byCode = codes.ToFrozenDictionary(code => code.Code, StringComparer.Ordinal);
    }

    /// <summary>Identifier, "CL_SEX".</summary>
    public string Id { get; }

    /// <summary>Version, "1.0".</summary>
    public string Version { get; }

    /// <summary>Name by language.</summary>
    public LocalisedText Names { get; }

    /// <summary>Where codes and names come from.</summary>
    public string Source { get; }

    /// <summary>The codes.</summary>
    public IReadOnlyList<CodelistCode> Codes { get; }

    /// <summary>The code as written, null when the list does not have it.</summary>
    public CodelistCode? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The valid code nearest to what was written; empty when none is near.</summary>
    public string Nearest(string written) => NearestText.Find(written, Codes);
}
