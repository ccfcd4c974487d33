using System.Text.RegularExpressions;
using Fluid;

namespace StatExchange.UnitTests.Rules;

/// <summary>Every rule says in both languages what is wrong and what to do.</summary>
public sealed partial class RuleWordsTests
{
    public static TheoryData<string, string> RulesByLanguage { get; } =
        [.. RulesCatalogue.Rules.SelectMany(rule => rule.Messages.ByLanguage.Keys.Select(language => new TheoryDataRow<string, string>(rule.Id, language)))];

    [Fact]
    public void Every_rule_has_both_languages() => Assert.All(RulesCatalogue.Rules, rule => Assert.All(
        new[] { rule.Names, rule.Messages, rule.Remedies },
        text => Assert.Equal(["en", "ru"], text.ByLanguage.Where(one => one.Value.Length > 0).Select(one => one.Key).Order(StringComparer.Ordinal))));

    [Theory]
    [MemberData(nameof(RulesByLanguage))]
    public void Its_templates_use_the_same_facts_and_leave_nothing_behind(string id, string language)
    {
        var rule = RulesCatalogue.Rules.Single(rule => rule.Id == id);
        Assert.Equal(FactsOf(rule.Messages.ByLanguage["en"]), FactsOf(rule.Messages.ByLanguage["ru"]));
        foreach (var template in new[] { rule.Messages.ByLanguage[language], rule.Remedies.ByLanguage[language] })
        {
            var text = Render(template, FactsOf(template));
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"“”|«»|\(\)|  |\s[.,;:](?:\s|$)", text);
            Assert.Matches(language == "ru" ? "[а-я]" : "[a-z]", text);
            if (language == "en")
                Assert.DoesNotMatch("[а-яА-Я]", text);

            // Each fact is really in the words.
            Assert.All(FactsOf(template).Where(fact => template.Contains($"{{{{ {fact} }}}}", StringComparison.Ordinal)), fact => Assert.Contains($"[{fact}]", text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(RulesByLanguage))]
    public void Words_of_content_rules_do_without_facts_that_may_be_missing(string id, string language)
    {
        var rule = RulesCatalogue.Rules.Single(rule => rule.Id == id);
        foreach (var template in new[] { rule.Messages.ByLanguage[language], rule.Remedies.ByLanguage[language] })
        {
            var optional = OptionalFact().Matches(template).Select(match => match.Groups["fact"].Value).ToHashSet(StringComparer.Ordinal);
            Assert.DoesNotMatch(@"“”|«»|\(\)|  |\s[.,;:](?:\s|$)", Render(template, FactsOf(template).Where(fact => !optional.Contains(fact))));
        }
    }

    private static SortedSet<string> FactsOf(string template) =>
        [.. Placeholder().Matches(template).Select(match => match.Groups["fact"].Value)];

    private static string Render(string template, IEnumerable<string> facts)
    {
        var context = new TemplateContext();
        foreach (var name in new[] { "value", "expected", "concept", "period", "sheet" })
            context.SetValue(name, string.Empty);
        foreach (var fact in facts)
            context.SetValue(fact, $"[{fact}]");
        return new FluidParser().Parse(template).Render(context);
    }

    [GeneratedRegex(@"\{\{\s*(?<fact>[a-z_]+)\s*\}\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{%\s*if\s+(?<fact>[a-z_]+)\s*%\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OptionalFact();
}
