using StatExchange.V1;

namespace StatExchange.Server.Catalogue;

/// <summary>A rule that figures are validated by.</summary>
public sealed record ValidationRule
{
    /// <summary>The kind of rules that are built in.</summary>
    public const string StructuralKind = "STRUCTURAL";

    /// <summary>Identifier, "VCO_MIG_NET".</summary>
    public required string Id { get; init; }

    /// <summary>The built-in rule; unspecified for rules on the content.</summary>
    public required FindingRule BuiltIn { get; init; }

    /// <summary>Type among the European Statistical System's main types of validation rules, "VCO".</summary>
    public required string Type { get; init; }

    /// <summary>Level in that system, "1b".</summary>
    public required string Level { get; init; }

    /// <summary>What its findings mean for a submission.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>How it is evaluated.</summary>
    public required string Kind { get; init; }

    /// <summary>Parameters of the kind.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Name by language.</summary>
    public required LocalisedText Names { get; init; }

    /// <summary>Liquid template of a finding's message by language.</summary>
    public required LocalisedText Messages { get; init; }

    /// <summary>Liquid template of a finding's remedy by language.</summary>
    public required LocalisedText Remedies { get; init; }
}
