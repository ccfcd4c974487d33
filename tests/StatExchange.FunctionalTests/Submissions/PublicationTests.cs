using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What publishing makes of what was submitted.</summary>
public sealed class PublicationTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Published_figures_come_back_to_the_last_digit()
    {
        var key = Key("CTX_LF_TOT", "TJ", counterpart: "");
        var release = await exchange.Client.PublishAsync("TJ.TAJSTAT", Append(Series(
            key, At("2015", 2407.0m), At("2016", 0m), At("2017", 2460.2m, 'E', "Labour force survey"), At("2018", null, 'L'))));

        var series = Assert.Single(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "TJ")));
        Assert.Equal("2015=2407.0 2016=0.0 2017=2460.2E 2018=L", Text(series));
        Assert.Equal("TJ.TAJSTAT", series.Key.DataProvider);
        Assert.Equal(("_T", "_Z"), (series.Key.Sex, series.Key.CounterpartArea));
        Assert.Equal(("PERSON", 3, 1), (series.UnitMeasure, series.UnitMult, series.Decimals));
        Assert.Equal("Labour force survey", Assert.Single(series.Comments).Text["en"]);
        Assert.Equal((1, 4), (release.SeriesAdded, release.ObservationsAdded));
    }

    [Fact]
    public async Task Replacing_replaces_the_whole_observation_and_leaves_the_others()
    {
        var key = Key(refArea: "KG");
        await exchange.Client.PublishAsync("KG.NSC", Append(Series(key, At("2016", 1m, 'E', "first"), At("2017", 2m))));
        var release = await exchange.Client.PublishAsync("KG.NSC", Do(SeriesAction.Replace, Series(key, At("2016", 5m))));

        var series = Assert.Single(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "KG")));
        Assert.Equal("2016=5 2017=2", Text(series));
        Assert.Empty(series.Comments);
        Assert.Equal((0, 1, 0), (release.ObservationsAdded, release.ObservationsChanged, release.ObservationsDeleted));
    }

    [Fact]
    public async Task Merging_changes_only_what_is_stated()
    {
        var key = Key(refArea: "UZ");
        await exchange.Client.PublishAsync("UZ.STAT", Append(Series(key, At("2016", 1m, 'E', "first"), At("2017", 2m, comment: "keep"), At("2018", 3m))));
        await exchange.Client.PublishAsync("UZ.STAT", Do(SeriesAction.Merge, Series(
            key, At("2016", null, '.', "second"), At("2017", 2.5m, '.'), At("2018", null, 'O'))));

        var series = Assert.Single(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "UZ")));
        Assert.Equal("2016=1.0E 2017=2.5 2018=O", Text(series));
        Assert.Equal(["second", "keep"], series.Comments.Select(comment => comment.Text["en"]));
    }

    [Fact]
    public async Task Deleting_removes_observations_series_and_what_a_wildcard_matches()
    {
        StagedSeries[] All() =>
        [
            .. new[] { "CN", "RU", "UZ" }.Select(counterpart => Append(Series(Key(refArea: "TM", counterpart: counterpart), At("2016", 1m), At("2017", 2m)))),
        ];
        var query = new SeriesQuery().Where("REF_AREA", "TM");
        await exchange.Client.PublishAsync("TM.STAT", All());

        var release = await exchange.Client.PublishAsync("TM.STAT", Do(SeriesAction.Delete, Series(Key(refArea: "TM"), At("2016", null, '.'))));
        Assert.Equal("2017=2 | 2016=1 2017=2 | 2016=1 2017=2", await exchange.Client.ReadTextAsync(query));
        Assert.Equal(1, release.ObservationsDeleted);

        // The reporting area and the period are stated, the counterpart is a wildcard; what is not there is no error.
        release = await exchange.Client.PublishAsync("TM.STAT", Do(SeriesAction.Delete, Series(Key(refArea: "TM", counterpart: "", indicator: ""), At("2016", null, '.'))));
        Assert.Equal("2017=2 | 2017=2 | 2017=2", await exchange.Client.ReadTextAsync(query));
        Assert.Equal(2, release.ObservationsDeleted);

        release = await exchange.Client.PublishAsync("TM.STAT", Do(SeriesAction.Delete, new Series { Key = Key(refArea: "TM", counterpart: "RU", indicator: "", freq: "") }));
        Assert.Equal("2017=2 | 2017=2", await exchange.Client.ReadTextAsync(query));
        Assert.Equal(1, release.ObservationsDeleted);

        release = await exchange.Client.PublishAsync("TM.STAT", All());
        Assert.Equal((1, 2, 4), (release.SeriesAdded, release.SeriesChanged, release.ObservationsAdded));
    }

    [Fact]
    public async Task Actions_of_one_submission_take_effect_in_their_order()
    {
        var key = Key(refArea: "AZ");
        var series = Series(key, At("2016", 1m), At("2017", 2m));
        await exchange.Client.PublishAsync("AZ.SSC", Append(series));
        await exchange.Client.PublishAsync(
            "AZ.SSC",
            Do(SeriesAction.Delete, new Series { Key = key }),
            Append(Series(key, At("2018", 3m))),
            Do(SeriesAction.Delete, Series(key, At("2018", null, '.'))),
            Append(Series(key, At("2018", 4m), At("2019", 5m))));
        Assert.Equal("2018=4 2019=5", await exchange.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "AZ")));
    }

    [Fact]
    public async Task A_merge_into_nothing_publishes_nothing()
    {
        var submission = await exchange.Client.UploadAsync(
            "GE.GEOSTAT",
            Append(Series(Key(refArea: "GE", counterpart: "RU"), At("2016", 1m))),
            Do(SeriesAction.Merge, Series(Key(refArea: "GE"), At("2016", null, '.', "a comment alone"))));
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => submission.PublishAsync(Cancellation));
        Assert.Equal(ErrorReason.NothingToMergeInto, failure.Reason);
        Assert.Contains("GE", failure.Metadata["first"], StringComparison.Ordinal);
        Assert.Empty(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "GE")));
        Assert.Equal(SubmissionState.Received, (await submission.RefreshAsync(Cancellation)).State);
    }

    [Fact]
    public async Task A_value_given_for_a_suppressed_cell_is_free()
    {
        var key = Key(refArea: "RO");
        await exchange.Client.PublishAsync("RO.INS", Append(Series(key, At("2016", null, 'Q') with { ConfidentialityStatus = 'C' })));
        await exchange.Client.PublishAsync("RO.INS", Do(SeriesAction.Merge, Series(key, At("2016", 7m, '.') with { ConfidentialityStatus = '.' })));
        var observation = Assert.Single(Assert.Single(await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "RO"))).Observations());
        Assert.Equal((7m, 'A', 'F'), (observation.Value, observation.Status, observation.ConfidentialityStatus));
    }

    [Fact]
    public async Task A_token_is_refused_for_other_content()
    {
        SubmissionOpening Opening(string digest) => new() { Organisation = "PL.GUS", ClientToken = "2017-q1", ContentDigest = digest };
        var submission = await exchange.Client.OpenSubmissionAsync(Opening("a"), Cancellation);
        Assert.Equal(submission.Id, (await exchange.Client.OpenSubmissionAsync(Opening("a"), Cancellation)).Id);
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.OpenSubmissionAsync(Opening("b"), Cancellation));
        Assert.Equal((ErrorReason.ClientTokenReused, submission.Id), (failure.Reason, failure.Metadata["submission_id"]));
    }

    [Fact]
    public async Task Publishing_again_returns_the_same_release()
    {
        var submission = await exchange.Client.UploadAsync("BY.BELSTAT", Append(Series(Key(refArea: "BY"), At("2016", 1m))));
        var first = await submission.PublishAsync(Cancellation);
        Assert.Equal(first, await submission.PublishAsync(Cancellation));
    }

    [Fact]
    public async Task Two_offices_publish_at_once_and_releases_have_no_gap()
    {
        var offices = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => exchange.Client.UploadAsync(
            i % 2 == 0 ? "MD.NBS" : "UA.SSSU",
            Append(Series(Key(refArea: "MD", counterpart: "RO", freq: "A"), At($"{2000 + i}", i))))));
        var releases = await Task.WhenAll(offices.Select(office => office.PublishAsync(Cancellation)));

        var ids = releases.Select(submission => submission.Release.ReleaseId).Order().ToList();
        Assert.Equal(Enumerable.Range((int)ids[0], ids.Count).Select(id => (long)id), ids);
        var inOrder = releases.OrderBy(submission => submission.Release.ReleaseId).Select(submission => submission.Release.PublishedAt.ToDateTime()).ToList();
        Assert.Equal(inOrder.Order().Distinct(), inOrder);
        var series = await exchange.Client.ReadAsync(new SeriesQuery().Where("REF_AREA", "MD"));
        Assert.Equal(["2000=0 2002=2 2004=4 2006=6", "2001=1 2003=3 2005=5 2007=7"], series.Select(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_withdrawn_submission_cannot_be_published_nor_a_published_one_withdrawn()
    {
        var withdrawn = await exchange.Client.UploadAsync("AM.ARMSTAT", Append(Series(Key(refArea: "AM"), At("2016", 1m))));
        await withdrawn.WithdrawAsync(Cancellation);
        Assert.Equal(SubmissionState.Withdrawn, (await withdrawn.WithdrawAsync(Cancellation)).State);
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => withdrawn.PublishAsync(Cancellation));
        Assert.Equal(ErrorReason.SubmissionState, failure.Reason);
        Assert.Equal("WITHDRAWN", failure.Metadata["state"]);

        var published = await exchange.Client.UploadAsync("AM.ARMSTAT", Append(Series(Key(refArea: "AM"), At("2016", 1m))));
        await published.PublishAsync(Cancellation);
        failure = await Assert.ThrowsAsync<StatExchangeException>(() => published.WithdrawAsync(Cancellation));
        Assert.Equal("PUBLISHED", failure.Metadata["state"]);
        Assert.Equal("2016=1", await exchange.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "AM")));
    }
}
