using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx submit and validate, from a file to findings and figures.</summary>
public sealed class SubmittingTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Header = "DATAFLOW,DATA_PROVIDER,FREQ,INDICATOR,REF_AREA,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT_OBS";
    private const string Organisation = "KZ.BORDER";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_file_submitted_several_times_at_once_is_one_submission_and_all_see_its_outcome()
    {
        using var statx = new Statx(exchange.Server);
        for (var round = 0; round < 5; round++)
        {
            var file = statx.Write("figures.csv", [Header, .. Enumerable.Range(1000, 8000).Select(year => Row($"{year}", $"{round}"))]);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(
                _ => statx.RunAsync("submit", file, "--organisation", Organisation, "--output", "json")));

            Assert.All(outcomes, outcome => Assert.True(outcome.Code == ExitCode.Done, outcome.Error));
            var submissions = outcomes.Select(outcome => Submission.Parser.ParseJson(outcome.Output)).ToList();
            Assert.Single(submissions.Select(submission => submission.SubmissionId).Distinct());
            Assert.All(submissions, submission => Assert.Equal((SubmissionState.Received, 8000), (submission.State, submission.Observations)));
        }
    }

    [Fact]
    public async Task All_faults_of_a_file_become_findings_at_once_with_their_places()
    {
        using var statx = new Statx(exchange.Server);
        var file = statx.Write(
            "faults.csv", Header + ",sex", Row("2001", "1") + ",T", Row("2002", "1"), Row("2003", "x") + ",", Row("2004", "1") + ",\"open",
            Row("2005", "1").Replace("CN", "CHN", StringComparison.Ordinal) + ",");
        var (code, output, _) = await statx.RunAsync("submit", file, "--organisation", Organisation, "--output", "json");

        Assert.Equal(ExitCode.Refused, code);
        var submission = await exchange.Server.As(Organisation).Client.GetSubmissionAsync(Submission.Parser.ParseJson(output).SubmissionId, Cancellation);
        var findings = await submission.FindingsAsync(new FindingQuery { Severity = FindingSeverity.Error }).ToListAsync(Cancellation);
        Assert.Equal(
            ["1 ColumnUnknown sex K1", "3 RowUnreadable  ", "4 NotANumber OBS_VALUE H4", "5 RowUnreadable  ", "6 UnknownCode COUNTERPART_AREA F6"],
            findings.Where(finding => finding.Rule != FindingRule.Content).Select(finding => $"{finding.Row} {finding.Rule} {finding.Concept} {finding.Cell}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(FindingRule.FileEmpty, Header)]
    [InlineData(FindingRule.ColumnMissing, "DATAFLOW,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE", "x,A,I,AM,2017,1")]
    public async Task A_file_of_which_nothing_can_be_read_is_refused(FindingRule rule, params string[] lines)
    {
        using var statx = new Statx(exchange.Server);
        var (code, output, _) = await statx.RunAsync("submit", statx.Write("nothing.csv", lines), "--organisation", Organisation, "--output", "json");

        Assert.Equal(ExitCode.Refused, code);
        var submission = await exchange.Server.As(Organisation).Client.GetSubmissionAsync(Submission.Parser.ParseJson(output).SubmissionId, Cancellation);
        Assert.Equal(rule, Assert.Single(await submission.FindingsAsync().ToListAsync(Cancellation)).Rule);
    }

    [Fact]
    public async Task Validating_says_what_submitting_would_and_submits_nothing()
    {
        using var statx = new Statx(exchange.Server);
        var good = statx.Write("good.csv", Header, Row("2101", "1"));
        var bad = statx.Write("bad.csv", Header, Row("2101", "x"));

        Assert.Contains("validated only", await statx.DoAsync("validate", good, "--organisation", Organisation), StringComparison.Ordinal);
        var (code, output, error) = await statx.RunAsync("validate", bad, "--organisation", Organisation);
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("OBS_VALUE", output, StringComparison.Ordinal);
        Assert.Contains("Nothing was submitted", error, StringComparison.Ordinal);
        Assert.Empty(await exchange.Client.ReadAsync(new SeriesQuery { StartPeriod = "2101", EndPeriod = "2101" }));
        await statx.DoAsync("submit", good, "--organisation", Organisation, "--publish");
        Assert.Single(await exchange.Client.ReadAsync(new SeriesQuery { StartPeriod = "2101", EndPeriod = "2101" }));
    }

    [Fact]
    public async Task Errors_are_left_out_on_request_and_the_rest_is_published()
    {
        using var statx = new Statx(exchange.Server);
        var file = statx.Write("partly.csv", Header, Row("2201", "1"), Row("2202", "x"), Row("2203", "3"));
        var output = await statx.DoAsync("submit", file, "--organisation", Organisation, "--leave-out-errors", "--publish");

        Assert.Matches(@"Left out\s+1 ", output);
        Assert.Equal("2201=1 2203=3", await exchange.Client.ReadTextAsync(new SeriesQuery { StartPeriod = "2201", EndPeriod = "2203" }));
    }

    [Fact]
    public async Task Warnings_are_justified_before_figures_are_published()
    {
        using var statx = new Statx(exchange.Server);
        await statx.DoAsync("submit", statx.Write("first.csv", Header, Row("2501", "1000")), "--organisation", Organisation, "--publish");
        var (code, output, _) = await statx.RunAsync(
            "submit", statx.Write("revised.csv", Header, Row("2501", "2000")), "--organisation", Organisation, "--publish", "--output", "json");
        var submission = Submission.Parser.ParseJson(output);
        Assert.Equal((ExitCode.Refused, SubmissionState.Received, 1), (code, submission.State, submission.UnjustifiedWarnings));

        var (publishCode, _, publishError) = await statx.RunAsync("publish", submission.SubmissionId, "--organisation", Organisation);
        Assert.Equal(ExitCode.Refused, publishCode);
        Assert.Contains($"statx justify {submission.SubmissionId} --organisation {Organisation} --text", publishError, StringComparison.Ordinal);
        var (_, _, otherRule) = await statx.RunAsync("justify", submission.SubmissionId, "--organisation", Organisation, "--text", "Census", "--rule", "VNO_MEDIAN");
        Assert.Contains("0 warnings are justified", otherRule, StringComparison.Ordinal);
        await statx.DoAsync("justify", submission.SubmissionId, "--organisation", Organisation, "--text", "Census", "--rule", "VRT_SIZE", "--author", "Methodology");
        await statx.DoAsync("publish", submission.SubmissionId, "--organisation", Organisation);
        Assert.Equal("2501=2000", await exchange.Client.ReadTextAsync(new SeriesQuery { StartPeriod = "2501", EndPeriod = "2501" }));
    }

    [Fact]
    public async Task One_command_justifies_and_publishes()
    {
        using var statx = new Statx(exchange.Server);
        await statx.DoAsync("submit", statx.Write("first.csv", Header, Row("2601", "1000")), "--organisation", Organisation, "--publish");
        var output = await statx.DoAsync(
            "submit", statx.Write("revised.csv", Header, Row("2601", "2000")), "--organisation", Organisation,
            "--justify", "Census", "--author", "Methodology", "--publish", "--output", "json");

        Assert.Equal((SubmissionState.Published, 1), (Submission.Parser.ParseJson(output).State, Submission.Parser.ParseJson(output).Warnings));
        var handle = await exchange.Server.As(Organisation).Client.GetSubmissionAsync(Submission.Parser.ParseJson(output).SubmissionId, Cancellation);
        var justification = Assert.Single(
            await handle.FindingsAsync(new FindingQuery { Severity = FindingSeverity.Warning }).ToListAsync(Cancellation)).Justification;
        Assert.Equal(("Census", "Methodology"), (justification.Text, justification.Author));
    }

    [Fact]
    public async Task A_report_names_every_rule()
    {
        using var statx = new Statx(exchange.Server);
        var (_, output, _) = await statx.RunAsync(
            "submit", statx.Write("report.csv", Header, Row("2301", "x")), "--organisation", Organisation, "--output", "json");
        var report = GetValidationReportResponse.Parser.ParseJson(
            await statx.DoAsync("report", Submission.Parser.ParseJson(output).SubmissionId, "--organisation", Organisation, "--output", "json"));
        var rules = await statx.DoAsync("rules", "--language", "ru");

        Assert.Equal("FDT_NUMBER", Assert.Single(report.Outcomes, outcome => outcome is { Findings: > 0, Severity: FindingSeverity.Error }).RuleId);
        Assert.All(report.Outcomes, outcome => Assert.Contains(outcome.RuleId, rules, StringComparison.Ordinal));
        Assert.Contains("FDT_NUMBER", await statx.DoAsync("rules", "FDT_NUMBER"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_changes_what_is_read_or_checked_makes_another_submission()
    {
        using var statx = new Statx(exchange.Server);
        var file = statx.Write("same.csv", Header, Row("2401", "1"));
        string[][] variants = [[], ["--leave-out-errors"], ["--profile", "BASIC", "--period", "2017"], ["--profile", "BASIC", "--period", "2018"], ["--comment-language", "ru"]];
        var ids = new HashSet<string>();
        foreach (var variant in variants)
        {
            var (_, output, _) = await statx.RunAsync(["submit", file, "--organisation", Organisation, "--output", "json", .. variant]);
            Assert.True(ids.Add(Submission.Parser.ParseJson(output).SubmissionId), string.Join(' ', variant));
        }
    }

    private static string Row(string period, string value) => $"PPMO:MIGRATION_PROFILE(1.0),{Organisation},A,BRD_ENTRY_TOT,KZ,CN,{period},{value},,";
}
