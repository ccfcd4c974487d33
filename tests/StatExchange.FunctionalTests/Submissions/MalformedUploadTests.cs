using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What no client should send is refused by the name of its field, and what was staged before stays.</summary>
public sealed class MalformedUploadTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static readonly Dictionary<string, Action<StagedSeries>> Malformed = new(StringComparer.Ordinal)
    {
        ["series.key"] = piece => piece.Series.Key = null,
        ["series.periods"] = piece =>
        {
            piece.Series = new Series { Key = Key() };
            piece.Rows.Clear();
            piece.RawCells.Add(new RawCell { Concept = "OBS_VALUE", Text = "many" });
        },
        ["series.values"] = piece => piece.Series.Values.Add(3),
        ["series.without_value"] = piece => piece.Series.WithoutValue.Add(2),
        ["series.obs_status"] = piece => piece.Series.ObsStatus = "A",
        ["series.conf_status"] = piece => piece.Series.ConfStatus = "FFF",
        ["series.comments.position"] = piece => piece.Series.Comments.Add(new ObservationComment { Position = -1 }),
        ["action"] = piece => piece.Action = (SeriesAction)99,
        ["rows"] = piece => piece.Rows.Add(9),
        ["raw_cells.position"] = piece => piece.RawCells.Add(new RawCell { Position = 2, Concept = "OBS_VALUE", Text = "1" }),
        ["origin.value_columns"] = piece => piece.Origin = new SeriesOrigin { ValueColumns = { 3 } },
        ["origin"] = piece => piece.Origin = new SeriesOrigin { Sheet = "A\0" },
        ["raw_cells.concept"] = piece => piece.RawCells.Add(new RawCell { Position = 1, Concept = "SEX", Text = "women" }),
    };

    public static IEnumerable<TheoryDataRow<string>> Fields => Malformed.Keys.Select(name => new TheoryDataRow<string>(name));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_malformed_piece_is_refused_by_its_field_and_destroys_nothing(string field)
    {
        var submission = await exchange.Client.OpenAsync(Provider);
        using (var stream = await UploadStream.StartAsync(exchange.Server, submission.Id))
        {
            await stream.StageAsync(1, Sound("CN"));
            var malformed = Sound("RU");
            Malformed[field](malformed);
            await stream.SendAsync(2, Sound("UZ"), malformed);
            await AssertRefusedAsync(stream, $"batch.series[1].{field}");
        }

        using var again = await UploadStream.StartAsync(exchange.Server, submission.Id);
        Assert.Equal(1, again.LastBatch);
        await again.StageAsync(2, Sound("UZ"), Sound("RU"));
        var completed = await again.EndAsync(2, 6);
        Assert.Equal((SubmissionState.Received, 3, 6), (completed.State, completed.Series, completed.Observations));
    }

    [Fact]
    public async Task A_batch_larger_than_a_message_may_be_is_refused_and_destroys_nothing()
    {
        var submission = await exchange.Client.OpenAsync(Provider);
        using (var stream = await UploadStream.StartAsync(exchange.Server, submission.Id))
        {
            await stream.StageAsync(1, Sound("CN"));
            var large = Sound("RU");
            large.Series.Source = new string('x', 5 * 1024 * 1024);

            // The server answers before all of it is sent.
            var sending = stream.SendAsync(2, large);
            var failure = await stream.FailureAsync();
            await sending;
            Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (failure.Code, failure.Reason));
            Assert.Equal("4194304", failure.Metadata["limit_bytes"]);
        }

        using var again = await UploadStream.StartAsync(exchange.Server, submission.Id);
        Assert.Equal(1, again.LastBatch);
    }

    [Fact]
    public async Task An_upload_begins_with_its_start()
    {
        using var stream = UploadStream.Connect(exchange.Server);
        await stream.SendAsync(1, Sound("CN"));
        await AssertRefusedAsync(stream, "start");
    }

    [Fact]
    public async Task An_upload_starts_once()
    {
        var submission = await exchange.Client.OpenAsync(Provider);
        using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await stream.SendStartAsync(submission.Id);
        await AssertRefusedAsync(stream, "message");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Batches_are_numbered_from_one(int number)
    {
        var submission = await exchange.Client.OpenAsync(Provider);
        using var stream = await UploadStream.StartAsync(exchange.Server, submission.Id);
        await stream.SendAsync(number, Sound("CN"));
        await AssertRefusedAsync(stream, "batch.number");
        Assert.Equal(0, (await submission.RefreshAsync(Cancellation)).Observations);
    }

    private static StagedSeries Sound(string counterpart) => Append(Series(Key(counterpart: counterpart), At("2016", 1m), At("2017", 2m)));

    private static async Task AssertRefusedAsync(UploadStream stream, string field)
    {
        var failure = await stream.FailureAsync();
        Assert.Equal((StatusCode.InvalidArgument, "REQUEST_INVALID", field), (failure.Code, failure.Reason, Assert.Single(failure.Fields)));
    }
}
