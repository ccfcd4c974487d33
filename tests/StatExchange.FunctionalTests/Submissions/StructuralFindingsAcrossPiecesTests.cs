using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using static StatExchange.FunctionalTests.Submissions.StructuralFindingsCase;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>Observations stated twice in different pieces of an upload; and findings by the thousand.</summary>
public sealed class StructuralFindingsAcrossPiecesTests(ExchangeFixture exchange, PostgresCluster cluster) : IClassFixture<ExchangeFixture>
{
    private const int Many = 10_000;
    private const int BatchSize = 999;

    // What is checked when the upload ends names the series as it is, with what its key left open.
    private static readonly SeriesKey Whole = new()
    {
        DataProvider = Provider,
        Freq = "A",
        Indicator = "BRD_ENTRY_TOT",
        RefArea = "KZ",
        CounterpartArea = "CN",
        Citizenship = "_T",
        Reason = "_T",
        BorderType = "_T",
        Sex = "_Z",
        Age = "_Z",
        Education = "_Z",
        Occupation = "_Z",
        EconomicActivity = "_Z",
        Duration = "_Z",
        ReturnType = "_Z",
        Decision = "_Z",
        ExploitationForm = "_Z",
        BirthCountryGroup = "_Z",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SeriesAction.Append)]
    [InlineData(SeriesAction.Replace)]
    [InlineData(SeriesAction.Merge)]
    public async Task Pieces_of_a_batch_that_state_the_same_observation_are_found_at_the_later_one(SeriesAction action)
    {
        var findings = await exchange.Client.FindingsAsync(
            Provider,
            Two(Key()),
            InRow(4, Do(action, Series(Key(), At("2018", 3), At("2017", 3)))),
            InRow(6, Append(Series(Key(), At("2019", 3)))));
        StructuralFindingsTests.AssertFindings([Twice(row: 5, first: 3)], findings);
    }

    [Fact]
    public async Task Every_later_statement_names_the_first_one()
    {
        var findings = await exchange.Client.FindingsAsync(Provider, Two(Key()), InRow(4, Two(Key())), InRow(6, Two(Key())));
        StructuralFindingsTests.AssertFindings(
            [Twice(4, 2, "2016"), Twice(5, 3), Twice(6, 2, "2016"), Twice(7, 3)], findings);
    }

    [Fact]
    public async Task Batches_that_state_the_same_observation_are_found_at_the_later_one()
    {
        var submission = await UploadInSmallBatchesAsync(
            Two(Key()), InRow(4, Two(Key(counterpart: "RU"))), InRow(6, Append(Series(Key(), At("2017", 3), At("2018", 4)))));
        Assert.Equal(3, submission.Submission.Batches);
        var findings = await submission.FindingsAsync().ToListAsync(Cancellation);
        StructuralFindingsTests.AssertFindings([Twice(row: 6, first: 3, batch: 3)], findings);
    }

    [Fact]
    public async Task A_series_cut_into_batches_is_no_duplicate_and_its_faults_are_found_in_each()
    {
        var years = Enumerable.Range(2010, 6).Select(year => At($"{year}", year)).ToList();
        var submission = await UploadInSmallBatchesAsync(Append(Series(Key(), years)));
        Assert.Equal((SubmissionState.Received, 4), (submission.Submission.State, submission.Submission.Batches));

        var key = Key(refArea: "KAZ");
        submission = await UploadInSmallBatchesAsync(Append(Series(key, years)));
        var batches = new[] { 1, 2, 2, 3, 4, 4 };
        StructuralFindingsTests.AssertFindings(
            batches.Select((batch, i) => Found(FindingRule.UnknownCode, i + 2, key, "", "REF_AREA", "KAZ", "KZ", batch)),
            await submission.FindingsAsync().ToListAsync(Cancellation));
    }

    public static TheoryData<string, string, string, string> Deletions { get; } = new()
    {
        { "A", "BRD_ENTRY_TOT", "KZ", "CN" },
        { "A", "", "KZ", "" },
        { "A", "", "", "" },
    };

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task An_observation_may_be_stated_again_once_it_is_deleted(
        string freq, string indicator, string refArea, string counterpart)
    {
        var key = Key(indicator, refArea, counterpart, freq);
        StagedSeries Deletion(params int[] periods) => Do(SeriesAction.Delete, new Series { Key = key, Periods = { periods } });

        AssertNone(await UploadInSmallBatchesAsync(One(1), Deletion(2016), One(2)));
        AssertNone(await UploadInSmallBatchesAsync(One(1), Deletion(), One(2)));
        AssertNone(await exchange.Client.UploadAsync(Provider, One(1), Deletion(2015, 2016), One(2)));

        // The deletion of another year, one too early and one too late make nothing new.
        StagedSeries[][] others =
            [[One(1), Deletion(2017), One(2)], [Deletion(2016), One(1), One(2)], [One(1), One(2), Deletion(2016)]];
        foreach (var pieces in others)
            StructuralFindingsTests.AssertFindings([Twice(2, 2, "2016")], await exchange.Client.FindingsAsync(Provider, pieces));

        // After a deletion it counts anew.
        var again = await exchange.Client.FindingsAsync(
            Provider, One(1), Deletion(2016), InRow(7, One(2)), InRow(8, One(3)), InRow(9, One(4)));
        StructuralFindingsTests.AssertFindings([Twice(8, 7, "2016"), Twice(9, 7, "2016")], again);
    }

    [Fact]
    public async Task A_wildcard_deletion_of_other_series_makes_nothing_new()
    {
        var elsewhere = Do(SeriesAction.Delete, new Series { Key = Key("", "KZ", "RU"), Periods = { 2016 } });
        var findings = await exchange.Client.FindingsAsync(Provider, One(1), elsewhere, InRow(4, One(2)));
        StructuralFindingsTests.AssertFindings([Twice(4, 2, "2016")], findings);
    }

    [Fact]
    public async Task Ten_thousand_errors_are_ten_thousand_findings_each_at_its_row_and_the_corrected_file_passes()
    {
        var key = Key(freq: "D");
        var rows = Enumerable.Range(2, Many).ToList();
        var pieces = rows.Select(row => InRow(row, WithCell(
            Append(new Series { Key = key, Periods = { row }, WithoutValue = { 0 }, ObsStatus = "." }), "OBS_VALUE", $"figure {row}")));
        var submission = await UploadAsync(new UploadOptions { ObservationsPerBatch = BatchSize }, [.. pieces]);
        Assert.Equal((SubmissionState.Refused, Many), (submission.Submission.State, submission.Submission.Errors));

        var findings = await submission.FindingsAsync().ToListAsync(Cancellation);
        StructuralFindingsTests.AssertFindings(
            rows.Select(row => Found(
                FindingRule.NotANumber, row, key, $"{DateOnly.FromDayNumber(row):yyyy-MM-dd}", "OBS_VALUE", $"figure {row}", batch: ((row - 2) / BatchSize) + 1)),
            findings);
        Assert.Equal(Many, await submission.FindingsAsync(new FindingQuery { Rule = FindingRule.NotANumber }).CountAsync(Cancellation));
        Assert.Empty(await submission.FindingsAsync(new FindingQuery { Rule = FindingRule.ValueMissing }).ToListAsync(Cancellation));

        var corrected = await UploadAsync(
            new UploadOptions { ObservationsPerBatch = BatchSize },
            [.. rows.Select(row => InRow(row, Append(new Series { Key = key, Periods = { row }, Values = { 1000 + row } })))]);
        AssertNone(corrected);
        Assert.Equal(Many, (await corrected.PublishAsync(Cancellation)).Release.ObservationsAdded);
    }

    [Fact]
    public async Task Findings_survive_a_restart_of_the_server()
    {
        var database = await cluster.CreateDatabaseAsync();
        string id;
        List<Finding> before;
        await using (var server = await ServerUnderTest.StartAsync(database))
        {
            var submission = await server.Client.UploadAsync(
                Provider, Two(Key(refArea: "KAZ")), InRow(4, One(1)), InRow(5, One(2)));
            (id, before) = (submission.Id, await submission.FindingsAsync().ToListAsync(Cancellation));
            Assert.Equal([2, 3, 5], before.Select(finding => finding.Row));
        }

        await using var restarted = await ServerUnderTest.StartAsync(database);
        var found = await restarted.As(Provider).Client.GetSubmissionAsync(id, Cancellation);
        Assert.Equal((SubmissionState.Refused, 3), (found.Submission.State, found.Submission.Errors));
        Assert.Equal(before, await found.FindingsAsync().ToListAsync(Cancellation));
    }

    private static Finding Twice(int row, int first, string period = "2017", int batch = 1) =>
        Found(FindingRule.DuplicateObservation, row, Whole, period, "TIME_PERIOD", "", $"{first}", batch);

    private static void AssertNone(SubmissionHandle submission) =>
        Assert.Equal((SubmissionState.Received, 0), (submission.Submission.State, submission.Submission.Errors));

    private Task<SubmissionHandle> UploadInSmallBatchesAsync(params StagedSeries[] series) =>
        UploadAsync(new UploadOptions { ObservationsPerBatch = 2 }, series);

    private async Task<SubmissionHandle> UploadAsync(UploadOptions options, StagedSeries[] series)
    {
        var submission = await exchange.Client.OpenSubmissionAsync(
            new SubmissionOpening { Organisation = Provider, ClientToken = $"{Guid.NewGuid()}", SourceName = "test" }, Cancellation);
        await submission.UploadAsync(series.ToAsyncEnumerable(), options, cancellationToken: Cancellation);
        return submission;
    }
}
