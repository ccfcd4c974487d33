using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries;

/// <summary>What was known at an earlier moment.</summary>
public sealed class AsOfTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_three_publications_can_be_seen_before_between_and_after()
    {
        var key = Key("CTX_LF_TOT", "TJ", counterpart: "");
        var query = new SeriesQuery().Where("REF_AREA", "TJ");
        Release[] releases =
        [
            await exchange.Client.PublishAsync("TJ.TAJSTAT", Append(Series(key, At("2015", 2407m), At("2016", 155.8m, 'P'), At("2017", 7m, comment: "old note")))),
            await exchange.Client.PublishAsync(
                "TJ.TAJSTAT", Do(SeriesAction.Replace, Series(key, At("2016", 156.25m), At("2018", null, 'L'))), Do(SeriesAction.Delete, Series(key, At("2015", null, '.')))),
            await exchange.Client.PublishAsync("TJ.TAJSTAT", Append(Series(key, At("2015", 2408.5m), At("2017", 7m, comment: "new note")))),
        ];

        string[] known = ["", "2015=2407.0 2016=155.8P 2017=7.0", "2016=156.25 2017=7.00 2018=L", "2015=2408.50 2016=156.25 2017=7.00 2018=L"];
        for (var i = 0; i <= releases.Length; i++)
        {
            var releaseId = releases[0].ReleaseId + i - 1;
            Assert.Equal(known[i], await exchange.Client.ReadTextAsync(query.AsOfRelease(releaseId)));
            if (i > 0)
                Assert.Equal(known[i], await exchange.Client.ReadTextAsync(query.AsOfInstant(releases[i - 1].PublishedAt.ToDateTimeOffset())));
            if (i < releases.Length)
                Assert.Equal(known[i], await exchange.Client.ReadTextAsync(query.AsOfInstant(releases[i].PublishedAt.ToDateTimeOffset().AddMicroseconds(-1))));
        }

        Assert.Equal(known[^1], await exchange.Client.ReadTextAsync(query));
        var beforeTheNote = Assert.Single(await exchange.Client.ReadAsync(query.AsOfRelease(releases[1].ReleaseId)));
        Assert.Equal("old note", Assert.Single(beforeTheNote.Comments).Text["en"]);
    }

    [Fact]
    public async Task An_answer_names_its_vintage_and_can_be_asked_for_again()
    {
        var release = await exchange.Client.PublishAsync("KZ.BORDER", Append(Series(Key(refArea: "KZ"), At("2016", 1m))));
        await using var answer = await exchange.Client.QuerySeriesAsync(new SeriesQuery().Where("REF_AREA", "KZ"), Cancellation);
        Assert.True(answer.Vintage.ReleaseId >= release.ReleaseId);
        await exchange.Client.PublishAsync("KZ.BORDER", Append(Series(Key(refArea: "KZ"), At("2016", 2m))));
        Assert.Equal("2016=1", await exchange.Client.ReadTextAsync(new SeriesQuery().Where("REF_AREA", "KZ").AsOfRelease(answer.Vintage.ReleaseId)));
    }

    [Fact]
    public async Task A_moment_to_come_is_refused()
    {
        var instant = await Assert.ThrowsAsync<StatExchangeException>(
            () => exchange.Client.ReadAsync(new SeriesQuery().AsOfInstant(TimeProvider.System.GetUtcNow().AddHours(1))));
        Assert.Equal(ErrorReason.AsOfInFuture, instant.Reason);
        var release = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.ReadAsync(new SeriesQuery().AsOfRelease(1_000_000)));
        Assert.Equal(ErrorReason.AsOfInFuture, release.Reason);
    }

    [Fact]
    public async Task A_moment_that_is_none_is_a_fault_of_the_request()
    {
        var raw = new QueriesService.QueriesServiceClient(Grpc.Net.Client.GrpcChannel.ForAddress(exchange.Server.Address));
        AsOf[] views = [new() { Instant = new() { Seconds = long.MaxValue } }, new() { Instant = new() { Nanos = -7 } }, new() { ReleaseId = -1 }];
        foreach (var view in views)
        {
            var failure = await Assert.ThrowsAsync<Grpc.Core.RpcException>(
                () => raw.EstimateSelectionAsync(new EstimateSelectionRequest { AsOf = view }, cancellationToken: Cancellation).ResponseAsync);
            Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, failure.StatusCode);
        }
    }

    [Fact]
    public async Task Attributes_are_those_of_the_time()
    {
        var key = Key(refArea: "KG");
        var first = await exchange.Client.PublishAsync("KG.NSC", Append(new SeriesBuilder(key) { Source = "Border service" }.Add(At("2016", 1m)).Build()));
        var second = await exchange.Client.PublishAsync("KG.NSC", Append(new SeriesBuilder(key) { Source = "Statistics office" }.Add(At("2016", 1m)).Build()));
        Assert.Equal((0, 0, 1), (second.ObservationsAdded, second.ObservationsChanged, second.SeriesChanged));

        var query = new SeriesQuery().Where("REF_AREA", "KG");
        Assert.Equal("Statistics office", Assert.Single(await exchange.Client.ReadAsync(query)).Source);
        Assert.Equal("Border service", Assert.Single(await exchange.Client.ReadAsync(query.AsOfRelease(first.ReleaseId))).Source);
    }

    [Fact]
    public async Task A_stream_that_is_cut_resumes_as_of_the_release_it_began_with()
    {
        var counterparts = new[] { "CN", "RU", "KG", "TM", "TJ" };
        await exchange.Client.PublishAsync("UZ.STAT", counterparts.Select(code => Append(Series(Key(refArea: "UZ", counterpart: code), At("2016", 1m)))));
        var raw = new QueriesService.QueriesServiceClient(Grpc.Net.Client.GrpcChannel.ForAddress(exchange.Server.Address));
        var selection = new Selection { Filters = { new DimensionFilter { Concept = "REF_AREA", Codes = { "UZ" } } } };

        using var first = raw.StreamSeries(new StreamSeriesRequest { Selection = selection }, cancellationToken: Cancellation);
        Assert.True(await first.ResponseStream.MoveNext(Cancellation));
        var token = first.ResponseStream.Current.ResumeToken;
        Assert.Equal(counterparts.Length, first.ResponseStream.Current.Series.Count);
        await exchange.Client.PublishAsync("UZ.STAT", Append(Series(Key(refArea: "UZ", counterpart: "AF"), At("2016", 1m))));

        using var rest = raw.StreamSeries(new StreamSeriesRequest { Selection = selection, ResumeToken = token }, cancellationToken: Cancellation);
        Assert.True(await rest.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(first.ResponseStream.Current.Vintage, rest.ResponseStream.Current.Vintage);
        Assert.Empty(rest.ResponseStream.Current.Series);

        var other = new Selection { Filters = { new DimensionFilter { Concept = "REF_AREA", Codes = { "TM" } } } };
        using var misused = raw.StreamSeries(new StreamSeriesRequest { Selection = other, ResumeToken = token }, cancellationToken: Cancellation);
        var failure = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => misused.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, failure.StatusCode);

        // What it says is nobody's to read or to make up.
        foreach (var damaged in new[] { token[..^1], "A" + token[1..], token[..^2] + (token[^2] == 'A' ? 'B' : 'A') + token[^1], "MS4wLjAuMA" }.Where(damaged => damaged != token))
        {
            using var forged = raw.StreamSeries(new StreamSeriesRequest { Selection = selection, ResumeToken = damaged }, cancellationToken: Cancellation);
            var refused = await Office.FailureAsync(() => forged.ResponseStream.MoveNext(Cancellation));
            Assert.Equal("RESUME_TOKEN_INVALID", refused.Reason);
        }
    }
}
