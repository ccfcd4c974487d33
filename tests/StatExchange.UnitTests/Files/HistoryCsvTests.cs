using Google.Protobuf.WellKnownTypes;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.UnitTests.Files;

public sealed class HistoryCsvTests
{
    private static readonly SeriesKey Key = new() { DataProvider = "KZ.BORDER", Freq = "A", Indicator = "BRD_ENTRY_TOT", RefArea = "KZ", CounterpartArea = "CN" };

    private static readonly string[] Shown =
        ["TIME_PERIOD", "CHANGE", "CHANGE_PERCENT", "OBS_VALUE_BEFORE", "OBS_VALUE_AFTER", "OBS_STATUS_BEFORE", "OBS_STATUS_AFTER"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_has_a_column_for_each_concept_and_the_validity()
    {
        var rows = await WriteAsync(async writer =>
        {
            await using var csv = new HistoryCsvWriter(writer);
            await csv.WriteAsync(new[] { Vintage() }.ToAsyncEnumerable(), Cancellation);
        });

        Assert.StartsWith(
            string.Join(',', DataStructureDefinition.Concepts.Select(concept => concept.Id == "COMMENT_OBS" ? "COMMENT_OBS,COMMENT_OBS[ru]" : concept.Id)),
            rows[0], StringComparison.Ordinal);
        Assert.EndsWith(",VALID_FROM,VALID_TO,RELEASE_ID,REPLACED_BY_RELEASE_ID", rows[0], StringComparison.Ordinal);
        Assert.EndsWith("2027-01-15T06:00:00.123456Z,2027-01-16T06:00:00Z,3,5", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("2027-01-15T06:00:00.123456Z,,3,", rows[2], StringComparison.Ordinal);
        Assert.Contains("'=cmd()", rows[1], StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Equal(rows[0].Count(character => character == ','), row.Count(character => character == ',')));
    }

    [Fact]
    public async Task Changes_have_both_sides_of_each_concept()
    {
        var before = Series(new Observation(TimePeriod.Parse("2016"), 5m), new Observation(TimePeriod.Parse("2017"), 7.0m));
        var after = Series(new Observation(TimePeriod.Parse("2017"), 6.9m, 'P'), new Observation(TimePeriod.Parse("2018"), -1m));
        var attribute = new SeriesChange { Before = new Series { Key = Key, Source = "a" }, After = new Series { Key = Key, Source = "b" } };
        var rows = await WriteAsync(async writer =>
        {
            await using var csv = new ChangesCsvWriter(writer);
            await csv.WriteAsync(new[] { new SeriesChange { Before = before, After = after }, attribute }.ToAsyncEnumerable(), Cancellation);
        });

        var header = rows[0].Split(',');
        Assert.Equal(
            ["2016|DELETED||5.0||A|", "2017|CHANGED|-1.4285714285714285714285714286|7.0|6.9|A|P", "2018|ADDED|||-1.0||A", "|ATTRIBUTES|||||"],
            rows.Skip(1).Select(row => string.Join('|', Shown.Select(name => row.Split(',')[Array.IndexOf(header, name)]))));
        Assert.Equal(["a", "b"], new[] { "SOURCE_BEFORE", "SOURCE_AFTER" }.Select(name => rows[^1].Split(',')[Array.IndexOf(header, name)]));
        Assert.Contains("COMMENT_OBS_BEFORE[ru]", header);
    }

    private static PublishedVintage Vintage()
    {
        var releases = new Dictionary<long, ReleaseNote>
        {
            [3] = new() { ReleaseId = 3, PublishedAt = Instant("2027-01-15T06:00:00.123456Z") },
            [5] = new() { ReleaseId = 5, PublishedAt = Instant("2027-01-16T06:00:00Z") },
        };
        var comments = new Dictionary<string, string> { ["en"] = "=cmd()" };
        var series = Series(new Observation(TimePeriod.Parse("2016"), 5m, Comments: comments), new Observation(TimePeriod.Parse("2017"), 7.0m));
        return new PublishedVintage(new SeriesVintage { Series = series, ReleaseId = 3, ReplacedByReleaseIds = { 5, 0 } }, releases);
    }

    private static Timestamp Instant(string text) => DateTimeOffset.Parse(text).ToTimestamp();

    private static Series Series(params IEnumerable<Observation> observations)
    {
        var builder = new SeriesBuilder(Key) { Decimals = 1 };
        foreach (var observation in observations)
            builder.Add(observation);
        return builder.Build();
    }

    private static async Task<string[]> WriteAsync(Func<StringWriter, Task> write)
    {
        var writer = new StringWriter();
        await write(writer);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }
}
