using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using static StatExchange.FunctionalTests.Submissions.StructuralFindingsCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What the structural rules find, exactly where it is, and what they let pass.</summary>
public sealed class StructuralFindingsTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    public static TheoryData<FindingRule, string> Faults { get; } =
        [.. StructuralFindingsCases.All.Select(one => new TheoryDataRow<FindingRule, string>(one.Rule, one.Fault))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_rule_has_a_case() => Assert.Empty(
        Enum.GetValues<FindingRule>().Except(StructuralFindingsCases.All.Select(one => one.Rule))
            .Except(FileFaultTests.Rules).Except(MappingTests.Rules).Except([FindingRule.OutsideAgreement]).Except([FindingRule.Unspecified, FindingRule.Content]));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found_at_its_rows_and_nothing_else_is(FindingRule rule, string fault)
    {
        var one = StructuralFindingsCases.All.Single(one => one.Rule == rule && one.Fault == fault);
        var submission = await exchange.Client.UploadAsync(Provider, one.Faulty);
        AssertFindings(one.Findings, await submission.FindingsAsync().ToListAsync(Cancellation));
        Assert.Equal((SubmissionState.Refused, one.Findings.Length), (submission.Submission.State, submission.Submission.Errors));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_is_right_beside_a_fault_is_received(FindingRule rule, string fault)
    {
        var one = StructuralFindingsCases.All.Single(one => one.Rule == rule && one.Fault == fault);
        var submission = await exchange.Client.UploadAsync(Provider, one.Sound);
        AssertFindings([], await submission.FindingsAsync().Where(finding => finding.Severity == FindingSeverity.Error).ToListAsync(Cancellation));
        Assert.Equal((SubmissionState.Received, 0), (submission.Submission.State, submission.Submission.Errors));
    }

    [Fact]
    public async Task A_batch_without_rows_is_found_at_fault_all_the_same()
    {
        var key = Key(refArea: "KAZ");
        var findings = await exchange.Client.FindingsAsync(
            Provider,
            new StagedSeries { Series = TwoYears(key) },
            new StagedSeries { Series = Series(Key(), At("2016", 1), At("2016", 2)) });
        AssertFindings(
            [
                Found(FindingRule.UnknownCode, 0, key, "", "REF_AREA", "KAZ", "KZ"),
                Found(FindingRule.DuplicateObservation, 0, Key(), "2016", "TIME_PERIOD", ""),
            ],
            findings);
    }

    [Fact]
    public async Task Every_fault_of_a_row_is_found_at_once()
    {
        var key = new SeriesKey(Key("BRD_ENTRY_TOT", "KAZ", "CHN", provider: "KZ.BNS")) { Sex = "F" };
        var findings = await exchange.Client.FindingsAsync(Provider, Append(new Series
        {
            Key = key,
            UnitMeasure = "PERSON",
            UnitMult = 6,
            Periods = { 2016 },
            Values = { 1 },
            ObsStatus = "L",
            ConfStatus = "x",
            Source = new string('s', 1001),
        }));
        Assert.Equal(
            [
                (FindingRule.ForeignProvider, "DATA_PROVIDER"), (FindingRule.UnknownCode, "REF_AREA"),
                (FindingRule.UnknownCode, "COUNTERPART_AREA"),
                (FindingRule.DimensionNotOfIndicator, "SEX"), (FindingRule.TextTooLong, "SOURCE"),
                (FindingRule.UnitContradictsCatalogue, "UNIT_MEASURE"), (FindingRule.UnitContradictsCatalogue, "UNIT_MULT"),
                (FindingRule.UnknownCode, "CONF_STATUS"), (FindingRule.ValueForbidden, "OBS_VALUE"),
            ],
            findings.Select(finding => (finding.Rule, finding.Concept)));
    }

    [Fact]
    public async Task Text_that_a_database_cannot_hold_is_found_and_shown_without_it()
    {
        var key = Key(refArea: "@\0@");
        var findings = await exchange.Client.FindingsAsync(
            Provider, Append(Series(key, At("2016", 1))), InRow(3, WithCell(One(null, '.'), "OBS_VALUE", "1\02")));
        AssertFindings(
            [
                Found(FindingRule.UnknownCode, 2, Key(refArea: "@\uFFFD@"), "", "REF_AREA", "@\uFFFD@"),
                Found(FindingRule.NotANumber, 3, Key(), "2016", "OBS_VALUE", "1\uFFFD2"),
            ],
            findings);
    }

    [Fact]
    public async Task What_no_cell_may_hold_is_refused_by_its_field()
    {
        var pieces = new Dictionary<string, StagedSeries>(StringComparer.Ordinal)
        {
            ["batch.series[0].raw_cells.concept"] = WithCell(One(1), "SEX", "?"),
        };
        foreach (var (field, piece) in pieces)
        {
            var failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.UploadAsync(Provider, piece));
            Assert.Equal(field, Assert.Single(failure.FieldViolations).Field);
        }
    }

    [Fact]
    public async Task A_code_of_any_length_is_quoted_and_its_findings_can_be_read()
    {
        var code = new string('x', 20_000);
        var pieces = Enumerable.Range(2, 100).Select(row => InRow(row, Append(Series(Key(counterpart: code), At("2016", 1)))));
        var submission = await exchange.Client.UploadAsync(Provider, pieces);
        var quoted = $"{code[..200]}…";
        var findings = await submission.FindingsAsync().ToListAsync(Cancellation);
        var expected = Enumerable.Range(2, 100).Select(
            row => Found(FindingRule.UnknownCode, row, Key(counterpart: quoted), "", "COUNTERPART_AREA", quoted));
        AssertFindings(expected, findings);
    }

    [Fact]
    public async Task A_page_of_the_longest_findings_is_a_message_that_any_client_takes()
    {
        var key = new SeriesKey();
        foreach (var dimension in Dimension.All)
            dimension.Set(key, new string('ы', 5_000));
        var submission = await exchange.Client.UploadAsync(
            Provider, Enumerable.Range(2, 100).Select(row => InRow(row, Append(new Series { Key = key, Periods = { 2016 }, Values = { 1 } }))));
        var request = new ListFindingsRequest { SubmissionId = submission.Id, PageSize = 1000, Language = "ru" };
        var page = await exchange.Server.Submissions.ListFindingsAsync(request, cancellationToken: Cancellation);
        Assert.InRange(page.CalculateSize(), 1, 4 * 1024 * 1024);
        Assert.InRange(page.Findings.Count, 1, 999);
        Assert.Equal(submission.Submission.Errors, await submission.FindingsAsync().CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_suppressed_confidential_observation_is_published_as_such()
    {
        await exchange.Client.PublishAsync("AM.ARMSTAT", Append(new SeriesBuilder(Key(refArea: "AM"))
            .Add(new Observation(TimePeriod.Parse("2016"), 5))
            .Add(new Observation(TimePeriod.Parse("2017"), null, 'Q', 'C')).Build()));
        var series = Assert.Single(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "AM")));
        Assert.Equal("2016=5 2017=Q", Text(series));
        Assert.Equal(("AQ", "FC"), (series.ObsStatus, series.ConfStatus));
    }

    [Fact]
    public async Task A_refused_submission_cannot_be_published_and_its_correction_can()
    {
        var right = InRow(4, Two(Key(refArea: "KG", counterpart: "RU")));
        var refused = await exchange.Client.UploadAsync("KG.NSC", Two(Key(refArea: "KGZ")), right);
        var failure = await Assert.ThrowsAsync<SubmissionRefusedException>(() => refused.PublishAsync(Cancellation));
        Assert.Equal(ErrorReason.SubmissionHasErrors, failure.Reason);
        Assert.Equal(("2", refused.Id), (failure.Metadata["errors"], failure.Metadata["submission_id"]));
        Assert.Empty(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "KG")));

        await exchange.Client.PublishAsync("KG.NSC", Two(Key(refArea: "KG")), right);
        Assert.Equal("2016=1 2017=2 | 2016=1 2017=2", await exchange.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "KG")));
        await Assert.ThrowsAsync<SubmissionRefusedException>(() => refused.PublishAsync(Cancellation));
    }

    /// <summary>Exactly these findings, numbered from 1, each with words.</summary>
    internal static void AssertFindings(IEnumerable<Finding> expected, IEnumerable<Finding> found)
    {
        Assert.Equal(
            expected.Select((finding, i) => $"{new Finding(finding) { Number = i + 1 }}"),
            found.Select(finding => $"{new Finding(finding) { Message = "", Remedy = "", RuleId = "", Type = "", Level = "" }}"));
        Assert.DoesNotContain(found, finding => string.IsNullOrWhiteSpace(finding.Message) || string.IsNullOrWhiteSpace(finding.Remedy));
        Assert.DoesNotContain(found, finding => finding.RuleId.Length == 0 || finding.Type.Length == 0 || finding.Level.Length == 0);
    }
}
