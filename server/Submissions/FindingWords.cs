using System.Collections.Concurrent;
using System.Text.Json;
using Fluid;
using StatExchange.Server.Catalogue;
using ValidationRule = StatExchange.Server.Catalogue.ValidationRule;

namespace StatExchange.Server.Submissions;

/// <summary>Says in words what is wrong and what to do about it: the catalogue's templates over a finding's facts.</summary>
internal sealed class FindingWords(CatalogueSnapshot catalogue, string language)
{
    private static readonly FluidParser Parser = new();

    // By the template's own text: a changed catalogue brings new texts, and they are few.
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Templates = new(StringComparer.Ordinal);

    /// <summary>The rule of a finding; null when the catalogue does not have it any more.</summary>
    public ValidationRule? RuleOf(FindingRecord finding) =>
        finding.RuleId is { } id ? catalogue.FindRule(id) : catalogue.BuiltInRule(finding.Rule);

    /// <summary>The message and the remedy of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="period">Its period as SDMX writes it.</param>
    public (string Message, string Remedy) Describe(FindingRecord finding, string period)
    {
        if (RuleOf(finding) is not { } rule)
            return ($"{finding.RuleId}: {finding.Concept} {finding.Value}", string.Empty);
        var context = new TemplateContext();
        foreach (var (name, fact) in FactsOf(finding))
            context.SetValue(name, fact);
        context.SetValue("concept", finding.Concept);
        context.SetValue("value", finding.Value);
        context.SetValue("expected", finding.Expected);
        context.SetValue("period", period);
        context.SetValue("sheet", finding.Sheet ?? string.Empty);
        return (Render(rule.Messages.In(language), context), Render(rule.Remedies.In(language), context));
    }

    /// <summary>The facts of a finding beside value and expectation.</summary>
    public static IReadOnlyDictionary<string, string> FactsOf(FindingRecord finding) =>
        finding.Facts is null ? new Dictionary<string, string>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, string>>(finding.Facts)!;

    private static string Render(string text, TemplateContext context) => Templates.GetOrAdd(text, Parser.Parse).Render(context);
}
