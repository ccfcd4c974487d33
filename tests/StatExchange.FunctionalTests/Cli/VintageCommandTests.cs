using System.Globalization;
using System.Text.Json;
using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx query as of a moment, changes, history and revisions.</summary>
public sealed class VintageCommandTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    [Fact]
    public async Task A_query_takes_an_instant_with_its_offset_and_a_release()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var (_, first) = await PublishAsync("TJ", ("2016", 1m));
        await PublishAsync("TJ", ("2016", 2m));
        var instant = first.PublishedAt.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(5)).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
        string[] query = ["query", "--ref-area", "TJ", "--output", "csv"];

        Assert.Contains(",1,A", await statx.DoAsync([.. query, "--as-of", instant]), StringComparison.Ordinal);
        Assert.Contains(",1,A", await statx.DoAsync([.. query, "--as-of", $"release:{first.ReleaseId}"]), StringComparison.Ordinal);
        Assert.Contains(",2,A", await statx.DoAsync(query), StringComparison.Ordinal);
        Assert.DoesNotContain("TJ", await statx.DoAsync([.. query, "--as-of", "2001-01-01"]), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync([.. query, "--as-of", "2201-01-01"])).Code);
    }

    [Fact]
    public async Task Changes_are_shown_between_two_moments()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var (_, first) = await PublishAsync("KG", ("2015", 100m), ("2016", 7.0m), ("2017", 3m));
        await PublishAsync(
            "KG", Append(Series(Key(refArea: "KG"), At("2015", 100m), At("2016", 6.9m), At("2018", 1m))),
            Do(SeriesAction.Delete, new Series { Key = Key(refArea: "KG"), Periods = { 2017 } }));
        string[] changes = ["changes", "--ref-area", "KG", "--from", $"release:{first.ReleaseId}"];

        var table = await statx.DoAsync(changes);
        Assert.Matches(@"2016\W+7\.0\W+6\.9\W+-1\.429\W+changed", table);
        Assert.Matches(@"2017\W+3\.0\W+deleted", table);
        Assert.Matches(@"2018\W+1\.0\W+added", table);
        Assert.DoesNotContain("2015 ", table, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await statx.DoAsync([.. changes, "--output", "json"]));
        var observations = Assert.Single(json.RootElement.GetProperty("changes").EnumerateArray()).GetProperty("observations").EnumerateArray().ToList();
        Assert.Equal(["CHANGED 2016", "DELETED 2017", "ADDED 2018"], observations.Select(one => $"{one.GetProperty("change")} {one.GetProperty("period")}"));
        Assert.Equal(("7.0", "6.9"), (observations[0].GetProperty("before").GetProperty("value").GetRawText(), observations[0].GetProperty("after").GetProperty("value").GetRawText()));
        var file = statx.PathOf("changes.csv");
        Assert.Empty(await statx.DoAsync([.. changes, "--output", "csv", "--file", file]));
        Assert.Equal(4, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);

        var (code, output, remark) = await statx.RunAsync([.. changes, "--to", $"release:{first.ReleaseId}"]);
        Assert.Equal((ExitCode.Done, ""), (code, output));
        Assert.Contains("Nothing changed", remark, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync("changes", "--from", $"release:{first.ReleaseId}", "--to", "release:0")).Code);
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync("changes", "--from", "release:0", "--ref-area", "KGZ")).Code);
    }

    [Fact]
    public async Task History_is_exported_with_its_validity()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        var (_, first) = await PublishAsync("TM", ("2016", 1m), ("2017", 5m));
        var (_, second) = await PublishAsync("TM", ("2016", 2m));
        var file = statx.PathOf("history.csv");
        Assert.Empty(await statx.DoAsync("history", "--ref-area", "TM", "--file", file));
        var lines = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToList();
        var (validFrom, validTo) = (Instant(first), Instant(second));

        Assert.Equal(
            [
                "TIME_PERIOD OBS_VALUE VALID_FROM VALID_TO RELEASE_ID REPLACED_BY_RELEASE_ID",
                $"2016 1 {validFrom} {validTo} {first.ReleaseId} {second.ReleaseId}",
                $"2016 2 {validTo}  {second.ReleaseId} ",
                $"2017 5 {validFrom}  {first.ReleaseId} ",
            ],
            new[] { Cells(lines[0]) }.Concat(lines.Skip(1).Select(Cells).Order(StringComparer.Ordinal)));
        Assert.Contains(",1,A", await statx.DoAsync("query", "--ref-area", "TM", "--start", "2016", "--output", "csv", "--as-of", validFrom), StringComparison.Ordinal);
        Assert.Equal(3, (await statx.DoAsync("history", "--ref-area", "TM", "--as-of", $"release:{first.ReleaseId}")).Trim().Split('\n').Length);
        using var json = JsonDocument.Parse(await statx.DoAsync("history", "--ref-area", "TM", "--output", "json"));
        Assert.Equal(
            [first.ReleaseId, second.ReleaseId],
            json.RootElement.GetProperty("vintages").EnumerateArray().Select(one => long.Parse(one.GetProperty("release").GetProperty("releaseId").GetString()!, CultureInfo.InvariantCulture)));

        string Cells(string[] row) => string.Join(' ', new[] { "TIME_PERIOD", "OBS_VALUE", "VALID_FROM", "VALID_TO", "RELEASE_ID", "REPLACED_BY_RELEASE_ID" }
            .Select(name => row[Array.IndexOf(lines[0], name)]));
    }

    [Fact]
    public async Task Revisions_of_a_series_are_shown_with_who_and_why()
    {
        using var statx = new Statx(exchange.Server, remembers: true);
        await PublishAsync("UZ", ("2016", 100m));
        var (submission, second) = await PublishAsync("UZ", ("2016", 200m));
        await exchange.Client.WithdrawReleaseAsync(second.ReleaseId, "UZ.STAT", "Counted twice", TestContext.Current.CancellationToken);
        string[] revisions = ["revisions", "--indicator", "BRD_ENTRY_TOT", "--ref-area", "UZ", "--period", "2016"];

        var rows = (await statx.DoAsync(revisions)).Split('\n').Where(line => line.Contains("2016", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Matches(@"100\W+A.*UZ\.STAT.*release \d", rows[0]);
        Assert.Matches(@"200\W+A.*test", rows[1]);
        Assert.Matches($@"100\W+A.*withdraws release {second.ReleaseId}: Counted twice", rows[2]);
        Assert.Equal(2, (await statx.DoAsync([.. revisions, "--as-of", $"release:{second.ReleaseId}"])).Split('\n').Count(line => line.Contains("2016", StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(await statx.DoAsync([.. revisions, "--output", "json"]));
        Assert.Equal(3, json.RootElement.GetArrayLength());
        Assert.Equal(SubmissionState.Withdrawn, (await submission.RefreshAsync(TestContext.Current.CancellationToken)).State);

        var (code, output, remark) = await statx.RunAsync("revisions", "--ref-area", "AL");
        Assert.Equal((ExitCode.Done, ""), (code, output));
        Assert.Contains("No figures", remark, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync("revisions", "--ref-area", "UZB")).Code);
    }

    private static string Instant(Release release) =>
        release.PublishedAt.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private Task<(SubmissionHandle Submission, Release Release)> PublishAsync(string refArea, params IEnumerable<(string Period, decimal Value)> figures) =>
        PublishAsync(refArea, Append(Series(Key(refArea: refArea), figures.Select(figure => At(figure.Period, figure.Value)))));

    private async Task<(SubmissionHandle Submission, Release Release)> PublishAsync(string refArea, params IEnumerable<StagedSeries> pieces)
    {
        var organisation = refArea switch { "KG" => "KG.NSC", "UZ" => "UZ.STAT", "TM" => "TM.STAT", _ => "TJ.TAJSTAT" };
        var submission = await exchange.Client.UploadAsync(organisation, pieces);
        if (submission.Submission.UnjustifiedWarnings > 0)
            await submission.JustifyAsync(new WarningJustification { Text = "test" }, TestContext.Current.CancellationToken);
        return (submission, (await submission.PublishAsync(TestContext.Current.CancellationToken)).Release);
    }
}
