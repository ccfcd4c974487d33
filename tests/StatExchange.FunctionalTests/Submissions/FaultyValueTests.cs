using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>A value that is not there, or cannot be read, is no zero: only its own fault is found, and no outlier or revision to zero.</summary>
public sealed class FaultyValueTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    [Theory]
    [InlineData("TJ", SeriesAction.Append, null, FindingRule.ValueMissing)]
    [InlineData("UZ", SeriesAction.Replace, null, FindingRule.ValueMissing)]
    [InlineData("TM", SeriesAction.Append, "1 000", FindingRule.NotANumber)]
    [InlineData("KG", SeriesAction.Replace, "1 000", FindingRule.NotANumber)]
    public async Task It_is_judged_by_no_rule_on_the_content(string counterpart, SeriesAction action, string? text, FindingRule rule)
    {
        var key = Key(counterpart: counterpart);
        await RawSubmission.PublishAsync(exchange.Server, Provider, Append(Series(key, Enumerable.Range(2005, 12).Select(year => At($"{year}", 1000 + year)))));
        var piece = Do(action, Series(key, Enumerable.Range(2005, 12).Select(year => At($"{year}", year == 2014 ? null : 1000 + year))));
        if (text is not null)
            piece.RawCells.Add(new RawCell { Position = 9, Concept = "OBS_VALUE", Text = text });
        using var submission = await RawSubmission.UploadAsync(exchange.Server, Provider, [piece]);
        var findings = await submission.FindingsAsync();
        Assert.Equal(rule, Assert.Single(findings, finding => finding.Severity == FindingSeverity.Error).Rule);
        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Warning);
    }
}
