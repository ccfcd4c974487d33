using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>Many observations are judged in one pass, and every one of them.</summary>
public sealed class ContentRulesScaleTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const int Years = 30;
    private const int Groups = 2500;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_wrong_figure_among_hundreds_of_thousands_is_found_once()
    {
        var submission = await exchange.Client.UploadAsync("FR.INSEE", Series());
        Assert.Equal(3L * Groups * Years, submission.Submission.Observations);
        var findings = await submission.FindingsAsync().GroupBy(finding => finding.RuleId)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken: Cancellation);

        // In every tenth group the last year is ten times too large for women, in every twenty-fifth it is negative for men.
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["VNO_MEDIAN"] = (Groups / 10) + (Groups / 25),
                ["VNO_GROWTH"] = (Groups / 10) + (Groups / 25),
                ["VNO_MAD"] = (Groups / 10) + (Groups / 25),
                ["VAD_EXCESS"] = Groups / 10,
                ["VIR_COUNT"] = Groups / 25,
                ["VAD_SHORTFALL"] = (Groups / 25) - (Groups / 50),
            },
            findings);
    }

    private static IEnumerable<StagedSeries> Series()
    {
        string[] areas = ["AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "TM", "TR", "UA", "UZ", "AL", "BA", "ME", "MK", "RS", "XK", "CN", "IN", "VN", "MN", "JP", "KR"];
        string[] ages = ["Y0T4", "Y5T9", "Y15T19", "Y25T29"];
        var number = 0;
        foreach (var (counterpart, citizenship, age) in
            from counterpart in areas from citizenship in areas from age in ages select (counterpart, citizenship, age))
        {
            number++;
            yield return One("_T", last: 2000);
            yield return One("F", last: number % 10 == 0 ? 10_000 : 1000);
            yield return One("M", last: number % 25 == 0 ? -1000 : 1000);

            StagedSeries One(string sex, long last) => Append(new Series
            {
                Key = new SeriesKey { Freq = "A", Indicator = "MIG_IMM_TOT", RefArea = "FR", CounterpartArea = counterpart, Citizenship = citizenship, Age = age, Sex = sex },
                Periods = { Enumerable.Range(1990, Years) },
                Values = { Enumerable.Repeat(sex == "_T" ? 2000L : 1000L, Years - 1).Append(last) },
            });
        }
    }
}
