using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Grpc.Net.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What the rules on the content find, where it is, and what they let pass.</summary>
public sealed class ContentRulesTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Provider = "KZ.BNS";
    private const string OtherProvider = "EU.ESTAT";

    // Areas that cases name themselves, as counterparts.
    private static readonly string[] Taken = ["KZ", "CN", "DE", "RU", "UZ"];

    // Each case has an area of its own, so that none finds the figures of another.
    private static readonly ConcurrentQueue<string> Areas = new();

    public static TheoryData<string, string> Cases { get; } =
        [.. ContentRulesCases.All.Select(one => new TheoryDataRow<string, string>(one.Rule, one.Situation))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_rule_has_a_case_that_fires_and_two_that_do_not()
    {
        var rules = await RulesAsync();
        var content = rules.Where(rule => rule.BuiltIn == FindingRule.Unspecified).Select(rule => rule.Id).ToList();
        Assert.NotEmpty(content);
        Assert.All(content, rule => Assert.Contains(ContentRulesCases.All, one => one.Rule == rule && one.Found.Count > 0));
        Assert.All(content, rule => Assert.InRange(ContentRulesCases.All.Count(one => one.Rule == rule && one.Found.Count == 0), 2, int.MaxValue));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_rule_finds_what_it_is_made_for_and_nothing_else(string rule, string situation)
    {
        var one = ContentRulesCases.All.Single(one => one.Rule == rule && one.Situation == situation);
        var area = await NextAreaAsync();
        if (one.Published.Count > 0)
            await RawSubmission.PublishAsync(exchange.Server, Provider, ContentRulesCase.In(area, one.Published));
        if (one.PublishedByOther.Count > 0)
            await RawSubmission.PublishAsync(exchange.Server, OtherProvider, ContentRulesCase.In(area, one.PublishedByOther));

        using var submission = await RawSubmission.UploadAsync(exchange.Server, Provider, ContentRulesCase.In(area, one.Submitted), request =>
        {
            request.Profile = one.Profile?.Profile ?? "";
            request.ReportingPeriod = one.Profile?.Period ?? "";
        });
        var findings = (await submission.FindingsAsync()).Where(finding => finding.RuleId == rule).ToList();
        // As a word: OBS_VALUE has the codes of several areas in it.
        Assert.Equal(one.Found, findings.Select(finding => Regex.Replace(
            ContentRulesCase.Describe(finding), $@"\b{area}\b", ContentRulesCase.Area, RegexOptions.NonBacktracking)));
        Assert.All(one.Facts, fact => Assert.Contains(fact, findings[0].Facts.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.DoesNotContain(findings, finding => string.IsNullOrWhiteSpace(finding.Message) || finding.Message.Contains("  ", StringComparison.Ordinal));
        Assert.DoesNotContain(await submission.FindingsAsync("ru"), finding => string.IsNullOrWhiteSpace(finding.Message));
    }

    private async Task<IEnumerable<ValidationRule>> RulesAsync()
    {
        using var channel = GrpcChannel.ForAddress(exchange.Server.Address);
        return (await new CatalogueService.CatalogueServiceClient(channel)
            .ListValidationRulesAsync(new ListValidationRulesRequest(), cancellationToken: Cancellation)).Rules;
    }

    private async Task<string> NextAreaAsync()
    {
        if (Areas.TryDequeue(out var area))
            return area;
        var areas = exchange.Client.ListCodesAsync("CL_AREA").Select(code => code.Code_)
            .Where(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper) && !Taken.Contains(code));
        await foreach (var one in areas.WithCancellation(Cancellation))
            Areas.Enqueue(one);
        return Areas.TryDequeue(out area) ? area : throw new InvalidOperationException("There are more cases than areas.");
    }
}
