using Fluid;

namespace StatExchange.Server.Catalogue.Rules;

/// <summary>The texts of rules: Liquid templates over the facts of a finding.</summary>
internal static class FindingTemplate
{
    private static readonly FluidParser Parser = new();

    /// <summary>Why a text is no template; null when it is one.</summary>
    public static string? FaultOf(string text) => Parser.TryParse(text, out _, out var fault) ? null : fault;
}
