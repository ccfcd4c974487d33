using System.Text.RegularExpressions;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Catalogue.Rules;
using StatExchange.Server.Submissions.ContentRules;

namespace StatExchange.UnitTests.Rules;

/// <summary>The table of rules in server/Submissions/Rules/README.md says what there is.</summary>
public sealed partial class RulesTableTests
{
    private static readonly string[] Types =
    [
        "EVA", "FLF", "FDD", "DES", "FDT", "FDL", "FDM", "COV", "RWD", "REP", "RTS", "RNR", "COC", "VIR", "VCO", "VAD", "VNO", "VSA", "RRL", "VRT", "VMP",
    ];

    private static readonly string Text = File.ReadAllText(Path.Combine(RulesCatalogue.Repository, "server", "Submissions", "Rules", "README.md"));

    private static readonly Dictionary<string, (string Rules, string Tests)> Table = Row().Matches(Text)
        .ToDictionary(row => row.Groups["type"].Value, row => (row.Groups["rules"].Value, row.Groups["tests"].Value.Trim()), StringComparer.Ordinal);

    [Fact]
    public void It_has_every_type_with_its_rules_and_no_other() => Assert.All(Types, type => Assert.Equal(
        RulesCatalogue.Rules.Where(rule => rule.Type == type).Select(rule => rule.Id).Order(StringComparer.Ordinal),
        Table[type].Tests.Length == 0 ? [] : Code().Matches(Table[type].Rules).Select(match => match.Groups["code"].Value).Order(StringComparer.Ordinal)));

    [Fact]
    public void Every_rule_has_a_type_of_the_table() => Assert.All(RulesCatalogue.Rules, rule => Assert.Contains(rule.Type, Types));

    [Fact]
    public void A_type_without_rules_has_a_reason() =>
        Assert.All(Table.Values.Where(row => row.Tests.Length == 0), row => Assert.StartsWith("none: ", row.Rules, StringComparison.Ordinal));

    [Fact]
    public void Every_test_it_names_exists()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(RulesCatalogue.Repository, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);
        var tests = Table.Values.SelectMany(row => Code().Matches(row.Tests)).Select(match => match.Groups["code"].Value).Distinct().ToList();
        Assert.NotEmpty(tests);
        Assert.All(tests, test => Assert.Contains(sources[test.Split('.')[0]], source => source.Contains($" {test.Split('.')[1]}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_kind_is_evaluated_and_explained()
    {
        var kinds = RuleKind.All.Select(kind => kind.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(kinds, ContentRulesStore.Kinds.Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.Contains($"| {kind} |", Text, StringComparison.Ordinal));
        Assert.All(RulesCatalogue.Rules, rule => Assert.Contains(rule.Kind, kinds.Append(ValidationRule.StructuralKind)));
    }

    [GeneratedRegex(@"^\| (?<type>[A-Z]{3}) \| [^|]+ \| (?<rules>[^|]*) \|(?<tests>[^|]*)\|$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
