using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Client;

public sealed class UploadBatcherTests
{
    [Fact]
    public async Task Numbers_batches_from_1_and_fills_them_up_to_the_limit()
    {
        var batches = await BatchAsync(new UploadOptions { ObservationsPerBatch = 10 }, Staged(4), Staged(4), Staged(4), Staged(10));

        Assert.Equal([1, 2, 3], batches.Select(batch => batch.Number));
        Assert.Equal([8, 4, 10], batches.Select(UploadBatcher.CountObservations));
    }

    [Fact]
    public async Task Cuts_a_series_that_is_larger_than_a_batch_without_losing_anything()
    {
        var whole = Staged(25);
        var batches = await BatchAsync(new UploadOptions { ObservationsPerBatch = 10 }, whole);
        var pieces = batches.SelectMany(batch => batch.Series).ToList();

        Assert.All(batches, batch => Assert.InRange(UploadBatcher.CountObservations(batch), 1, 10));
        Assert.Equal(whole.Rows, pieces.SelectMany(piece => piece.Rows));
        Assert.Equal(
            whole.Series.Observations().Select(Plain), pieces.SelectMany(piece => piece.Series.Observations()).Select(Plain));
        Assert.Equal(
            whole.RawCells.Select(cell => whole.Rows[cell.Position]),
            pieces.SelectMany(piece => piece.RawCells.Select(cell => piece.Rows[cell.Position])));

        static (TimePeriod, decimal?, char, string?) Plain(Observation observation) =>
            (observation.Period, observation.Value, observation.Status, observation.Comments?["en"]);
    }

    [Fact]
    public async Task Keeps_batches_under_the_limit_of_bytes()
    {
        var batches = await BatchAsync(new UploadOptions { BytesPerBatch = 2_000 }, Staged(100), Staged(100));

        Assert.All(batches, batch => Assert.InRange(batch.CalculateSize(), 1, 2_500));
        Assert.Equal(200, batches.Sum(UploadBatcher.CountObservations));
    }

    [Fact]
    public async Task Counts_a_piece_without_periods_as_one_observation()
    {
        var deletion = new StagedSeries { Series = new Series { Key = new SeriesKey() }, Action = SeriesAction.Delete };
        var batches = await BatchAsync(new UploadOptions(), deletion, deletion);

        Assert.Equal(2, UploadBatcher.CountObservations(Assert.Single(batches)));
    }

    [Fact]
    public async Task Makes_the_same_batches_again()
    {
        var options = new UploadOptions { ObservationsPerBatch = 7, BytesPerBatch = 500 };
        StagedSeries[] series = [Staged(3), Staged(20), Staged(1), Staged(9)];

        Assert.Equal(await BatchAsync(options, series), await BatchAsync(options, series));
    }

    [Fact]
    public async Task Counts_faults_to_the_size_of_a_batch_but_not_as_observations()
    {
        var faults = Enumerable.Range(1, 25).Select(row => new FileContent(Series: null, new SourceFault { Rule = FindingRule.RowUnreadable, Row = row }));
        var batches = await BatchAsync(new UploadOptions { ObservationsPerBatch = 10 }, [.. faults, new FileContent(Staged(3), Fault: null)]);

        Assert.Equal([10, 10, 5], batches.Select(batch => batch.Faults.Count));
        Assert.Equal([0, 0, 3], batches.Select(UploadBatcher.CountObservations));
        Assert.Equal(Enumerable.Range(1, 25), batches.SelectMany(batch => batch.Faults).Select(fault => fault.Row));
    }

    [Fact]
    public async Task Cuts_what_the_file_says_of_a_series_along_with_it()
    {
        var whole = Staged(25);
        whole.Origin = new SeriesOrigin { Figures = "wide", Cells = { new SourceCell { Column = "state", Text = "ARM" } } };
        whole.Origin.ValueColumns.AddRange(Enumerable.Range(3, 25));
        var pieces = (await BatchAsync(new UploadOptions { ObservationsPerBatch = 10 }, whole)).SelectMany(batch => batch.Series).ToList();

        Assert.Equal(whole.Origin.ValueColumns, pieces.SelectMany(piece => piece.Origin.ValueColumns));
        Assert.All(pieces, piece => Assert.Equal(("wide", "ARM"), (piece.Origin.Figures, Assert.Single(piece.Origin.Cells).Text)));
    }

    private static Task<List<UploadBatch>> BatchAsync(UploadOptions options, params StagedSeries[] series) =>
        BatchAsync(options, [.. series.Select(one => new FileContent(one, Fault: null))]);

    private static async Task<List<UploadBatch>> BatchAsync(UploadOptions options, FileContent[] content) =>
        await UploadBatcher.BatchAsync(content.ToAsyncEnumerable(), options, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    private static StagedSeries Staged(int count)
    {
        var builder = new SeriesBuilder(new SeriesKey { Freq = "A", RefArea = "AM" });
        for (var i = 0; i < count; i++)
        {
            var comments = i % 5 == 0 ? new Dictionary<string, string> { ["en"] = $"Comment {i}" } : null;
            builder.Add(new Observation(new TimePeriod(Frequency.Find("A")!, 1900 + i), i % 3 == 0 ? null : i, i % 3 == 0 ? 'L' : 'A', 'F', comments));
        }

        var staged = new StagedSeries { Series = builder.Build(), Action = SeriesAction.Append };
        staged.Rows.AddRange(Enumerable.Range(2, count));
        staged.RawCells.AddRange(Enumerable.Range(0, count / 4).Select(i => new RawCell { Position = i * 4, Concept = "OBS_VALUE", Text = "x" }));
        return staged;
    }
}
