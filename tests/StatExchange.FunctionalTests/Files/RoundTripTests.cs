using FsCheck;
using FsCheck.Fluent;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Files;

/// <summary>Whatever valid figures an office sends in a file, the published figures make the same file again.</summary>
public sealed class RoundTripTests(ExchangeFixture exchange, ITestOutputHelper output) : IClassFixture<ExchangeFixture>
{
    private const int Cases = 60;
    private const string Provider = "PL.GUS";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_upload_publish_query_file_is_the_identity()
    {
        var observations = 0L;
        var property = Prop.ForAll(FileGenerator.Files.ToArbitrary(), file =>
        {
            observations += file.Sum(series => series.Periods.Count);
            return SurvivesAsync(file).GetAwaiter().GetResult();
        });
        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(Cases)), Cancellation);
        output.WriteLine($"{Cases} files with {observations} observations came back as they were sent");
    }

    private async Task<bool> SurvivesAsync(IReadOnlyList<Series> file)
    {
        // What an earlier case left goes first: a deletion in which everything but the provider is a wildcard.
        await exchange.Client.PublishAsync(Provider, Do(SeriesAction.Delete, new Series { Key = new SeriesKey() }));
        var sent = await WriteAsync(file);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, sent, Cancellation);
            await RawSubmission.PublishAsync(exchange.Server, Provider, await ReadAsync(path));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(sent, await WriteAsync(await exchange.Client.ReadAsync(new SeriesQuery())));
        return true;
    }

    private static async Task<List<StagedSeries>> ReadAsync(string path)
    {
        await using var file = await SeriesFile.OpenAsync(path, options: null, Cancellation);
        var content = await file.ReadAsync(progress: null, Cancellation).ToListAsync(Cancellation);
        Assert.All(content, one => Assert.Null(one.Fault));
        return [.. content.Select(one => one.Series!)];
    }

    private static async Task<string> WriteAsync(IEnumerable<Series> series)
    {
        await using var text = new StringWriter();
        await using (var writer = new SdmxCsvWriter(text))
        {
            foreach (var one in series.OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
                await writer.WriteAsync(one, Cancellation);
        }

        return text.ToString();
    }
}
