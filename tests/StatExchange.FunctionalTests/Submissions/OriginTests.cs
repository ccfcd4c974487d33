using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>Any figure can be traced to the row it was sent in, as it was sent, for good.</summary>
public sealed class OriginTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_figure_is_traced_to_the_row_of_the_release_that_made_it()
    {
        var key = Key(counterpart: "RU");
        var first = await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2015", 100), At("2016", 101), At("2017", 102)), firstRow: 7));
        var second = await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2015", 100), At("2017", 103), At("2018", 104)), firstRow: 20));

        Assert.Equal((first.ReleaseId, 7), await TraceAsync(key, "2015"));
        Assert.Equal((first.ReleaseId, 8), await TraceAsync(key, "2016"));
        Assert.Equal((second.ReleaseId, 21), await TraceAsync(key, "2017"));
        Assert.Equal((second.ReleaseId, 22), await TraceAsync(key, "2018"));
        Assert.Equal((first.ReleaseId, 9), await TraceAsync(key, "2017", first.ReleaseId));
        await AssertNotFoundAsync(key, "2018", first.ReleaseId);
        await AssertNotFoundAsync(key, "2019", second.ReleaseId);
        await AssertNotFoundAsync(Key(counterpart: "UZ"), "2015", second.ReleaseId);
    }

    [Fact]
    public async Task Nothing_is_kept_of_what_a_release_left_as_it_was()
    {
        var key = Key(counterpart: "KG");
        await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2015", 100), At("2016", 101))));
        var before = await CountOriginsAsync();
        for (var again = 0; again < 5; again++)
            await exchange.Client.PublishAsync(Provider, Append(Series(key, At("2015", 100), At("2016", 101))));
        Assert.Equal(before, await CountOriginsAsync());
    }

    [Fact]
    public async Task What_was_sent_stays_beside_what_it_became_with_the_version_that_read_it()
    {
        var map = new StructureMap
        {
            Organisation = Provider,
            MappingId = "BORDER",
            RepeatedObservations = RepeatedObservations.Sum,
            Figures = { new FiguresMap { Name = "people", Column = "persons" } },
            Components =
            {
                new ComponentMap { Concept = "INDICATOR", Fixed = "BRD_ENTRY_TOT" },
                new ComponentMap { Concept = "REF_AREA", Fixed = "KZ" },
                new ComponentMap { Concept = "COUNTERPART_AREA", Columns = { "from" }, AcceptsAliases = true },
                new ComponentMap { Concept = "TIME_PERIOD", Columns = { "year" } },
            },
        };
        var mapping = (await exchange.Server.Mappings.SaveMappingAsync(new SaveMappingRequest { Mapping = map }, cancellationToken: Cancellation)).Mapping;
        var opened = await exchange.Server.Submissions.OpenSubmissionAsync(
            new OpenSubmissionRequest
            {
                Organisation = Provider,
                ClientToken = "sums",
                SourceName = "crossings.xlsx",
                ContentDigest = "abc",
                MappingId = "BORDER",
            },
            cancellationToken: Cancellation);
        using (var stream = UploadStream.Connect(exchange.Server))
        {
            await stream.WriteAsync(new UploadSeriesRequest
            {
                Start = new UploadStart
                {
                    SubmissionId = opened.Submission.SubmissionId,
                    Columns = { new SourceColumn { Sheet = "2017", Concept = "OBS_VALUE", Number = 4, Header = "persons" } },
                },
            });
            await stream.ReadyAsync();
            await stream.StageAsync(1, Sent("TJK", 5, 3), Sent("TJK", 6, 9));
            await stream.EndAsync(1, 2);
        }

        await exchange.Server.Submissions.PublishSubmissionAsync(
            new PublishSubmissionRequest { SubmissionId = opened.Submission.SubmissionId }, cancellationToken: Cancellation);
        var trace = await exchange.Client.TraceAsync(Key(counterpart: "TJ", provider: Provider), "2017", cancellationToken: Cancellation);
        Assert.Equal("2017=11", Text(trace.Series));
        Assert.Equal(("crossings.xlsx", ""), (trace.SourceName, trace.ContentDigest));
        await using var provider = exchange.Server.As(Provider);
        var own = await provider.Client.TraceAsync(Key(counterpart: "TJ", provider: Provider), "2017", cancellationToken: Cancellation);
        Assert.Equal("abc", own.ContentDigest);
        Assert.Equal(("BORDER", mapping.Version, opened.Submission.SubmissionId), (trace.MappingId, trace.MappingVersion, trace.SubmissionId));
        Assert.Equal(
            [("2017", 3, 4, "TJK"), ("2017", 9, 4, "TJK")],
            trace.Places.Select(place => (place.Sheet, place.Row, place.Column, place.Sent["from"])));
    }

    [Fact]
    public async Task A_row_that_the_same_submission_deletes_again_is_no_origin()
    {
        var key = Key(counterpart: "BY");
        await exchange.Client.PublishAsync(
            Provider,
            Append(Series(key, At("2015", 1), At("2016", 1)), firstRow: 2),
            Do(SeriesAction.Delete, new Series { Key = key, Periods = { 2016 } }, firstRow: 4),
            Append(Series(key, At("2016", 2)), firstRow: 5));
        Assert.Equal(2, (await TraceAsync(key, "2015")).Row);
        Assert.Equal(5, (await TraceAsync(key, "2016")).Row);
    }

    [Fact]
    public async Task A_key_or_period_that_cannot_be_is_told()
    {
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.TraceAsync(Key(refArea: "KAZ", provider: Provider), "2017", cancellationToken: Cancellation));
        Assert.Equal(ErrorReason.UnknownCode, failure.Reason);
        failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.TraceAsync(Key(provider: Provider), "2017-Q1", cancellationToken: Cancellation));
        Assert.Equal(ErrorReason.PeriodInvalid, failure.Reason);
        failure = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.TraceAsync(Key(), "2017", cancellationToken: Cancellation));
        Assert.Equal("key.data_provider", Assert.Single(failure.FieldViolations).Field);
    }

    private static StagedSeries Sent(string from, decimal value, int row)
    {
        var piece = Append(Series(new SeriesKey { Freq = "A" }, At("2017", value)), row);
        piece.Origin = new SeriesOrigin { Sheet = "2017", Figures = "people", Cells = { new SourceCell { Column = "from", Text = from } } };
        return piece;
    }

    private static SeriesKey Owned(SeriesKey key) => new(key) { DataProvider = Provider };

    private async Task<(long ReleaseId, int Row)> TraceAsync(SeriesKey key, string period, long? release = null)
    {
        var asOf = release is { } id ? new AsOf { ReleaseId = id } : null;
        var trace = await exchange.Client.TraceAsync(Owned(key), period, asOf, Cancellation);
        return (trace.Released.ReleaseId, Assert.Single(trace.Places).Row);
    }

    private async Task AssertNotFoundAsync(SeriesKey key, string period, long release)
    {
        var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(async () => await exchange.Server.Queries.TraceObservationAsync(
            new TraceObservationRequest { Key = Owned(key), Period = period, AsOf = new AsOf { ReleaseId = release } },
            cancellationToken: Cancellation)));
        Assert.Equal(("OBSERVATION_NOT_FOUND", period), (failure.Reason, failure.Metadata["period"]));
    }

    private async Task<long> CountOriginsAsync()
    {
        await using var database = Npgsql.NpgsqlDataSource.Create(exchange.ConnectionString);
        await using var command = database.CreateCommand("SELECT count(*) FROM figure_origin");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
