using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx releases, release, withdraw-release and purge.</summary>
public sealed class ReleaseCommandTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    [Fact]
    public async Task Releases_are_listed_behind_a_cursor_and_shown_one_by_one()
    {
        using var statx = new Statx(exchange.Server);
        var first = await PublishAsync("1901", 1);
        var second = await PublishAsync("1902", 2);

        var listed = await statx.DoAsync("releases", "--organisation", Provider, "--after", $"{first - 1}");
        Assert.Contains($"{first} ", listed, StringComparison.Ordinal);
        Assert.Contains("publication", listed, StringComparison.Ordinal);
        var json = await statx.DoAsync("releases", "--after", $"{second - 1}", "--output", "json");
        Assert.Equal(second, Release.Parser.ParseJson(json.Split('\n')[1].TrimEnd(',')).ReleaseId);
        Assert.Equal(1, Release.Parser.ParseJson(await statx.DoAsync("release", $"{second}", "--output", "json")).ObservationsAdded);
        Assert.Matches(@"Figures\s+1 added", await statx.DoAsync("release", $"{second}"));
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("release", "1000000")).Code);
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("releases", "--organisation", "KZ.BORDERR")).Code);
    }

    [Fact]
    public async Task A_withdrawn_release_restores_what_it_replaced_and_leaves_what_came_later()
    {
        using var statx = new Statx(exchange.Server);
        await PublishAsync("1911", 10);
        var wrong = await PublishAsync(("1911", 11), ("1912", 12), ("1913", 13));
        await PublishAsync("1913", 14);

        var (foreign, _, error) = await statx.RunAsync("withdraw-release", $"{wrong}", "--organisation", "KZ.BNS", "--reason", "x");
        Assert.Equal(ExitCode.NotPossible, foreign);
        Assert.Contains(Provider, error, StringComparison.Ordinal);
        var told = await statx.DoAsync("withdraw-release", $"{wrong}", "--organisation", Provider, "--reason", "Counted twice");
        Assert.Contains("1 changed back, 0 brought back, 1 removed", told, StringComparison.Ordinal);
        Assert.Contains("1 that later releases changed", told, StringComparison.Ordinal);
        Assert.Equal("1911=10 1913=14", await exchange.Client.ReadTextAsync(new SeriesQuery { StartPeriod = "1911", EndPeriod = "1919" }));

        var again = WithdrawReleaseResponse.Parser.ParseJson(
            await statx.DoAsync("withdraw-release", $"{wrong}", "--organisation", Provider, "--reason", "Counted twice", "--output", "json"));
        Assert.Equal((ReleaseKind.Withdrawal, wrong, "Counted twice"), (again.Release.Kind, again.Release.WithdrawsReleaseId, again.Release.Reason));
        Assert.Matches($@"Withdrawn by\s+release {again.Release.ReleaseId}", await statx.DoAsync("release", $"{wrong}"));
        Assert.Equal(
            ExitCode.NotPossible, (await statx.RunAsync("withdraw-release", $"{again.Release.ReleaseId}", "--organisation", Provider, "--reason", "x")).Code);
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("withdraw-release", "1000000", "--organisation", Provider, "--reason", "x")).Code);
    }

    [Fact]
    public async Task A_purge_needs_a_confirmation_and_removes_every_vintage()
    {
        using var statx = new Statx(exchange.Server);
        await PublishAsync("1921", 21);
        await PublishAsync("1921", 22);
        string[] purge = ["purge", "--indicator", "BRD_ENTRY_TOT", "--ref-area", "KZ", "--counterpart-area", "CN", "--period", "1921", "--why", "Confidential"];

        var (code, _, error) = await statx.RunAsync(purge);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("--yes", error, StringComparison.Ordinal);
        Assert.Equal("1921=22", await exchange.Client.ReadTextAsync(new SeriesQuery { StartPeriod = "1921", EndPeriod = "1921" }));

        Assert.Contains("Vintages purged: 2", await statx.DoAsync([.. purge, "--yes"]), StringComparison.Ordinal);
        Assert.Equal("1921=Q", await exchange.Client.ReadTextAsync(new SeriesQuery { StartPeriod = "1921", EndPeriod = "1921" }));
        Assert.Contains("nothing left to purge", await statx.DoAsync([.. purge, "--yes"]), StringComparison.Ordinal);
        var vintages = (await statx.DoAsync("history", "--ref-area", "KZ", "--start", "1921", "--end", "1921")).Trim().Split('\n')[1..];
        Assert.NotEmpty(vintages);
        Assert.All(vintages, row => Assert.Contains(",1921,,Q,C,", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_purge_concerns_one_series_and_what_is_there()
    {
        using var statx = new Statx(exchange.Server);
        await PublishAsync("1931", 1);
        await exchange.Client.PublishAsync(Provider, Append(Series(Key(counterpart: "RU"), At("1931", 1m))));

        var (several, _, error) = await statx.RunAsync("purge", "--ref-area", "KZ", "--period", "1931", "--why", "x", "--yes");
        Assert.Equal(ExitCode.Usage, several);
        Assert.Contains("--counterpart-area RU", error, StringComparison.Ordinal);
        string[] one = ["purge", "--ref-area", "KZ", "--counterpart-area", "CN", "--why", "x", "--yes"];
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync([.. one, "--period", "1899"])).Code);
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync([.. one, "--period", "1931-13"])).Code);
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync("purge", "--ref-area", "KAZ", "--period", "1931", "--why", "x", "--yes")).Code);
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("purge", "--ref-area", "AM", "--period", "1931", "--why", "x", "--yes")).Code);
    }

    private Task<long> PublishAsync(string period, decimal value) => PublishAsync((period, value));

    private async Task<long> PublishAsync(params IEnumerable<(string Period, decimal Value)> figures)
    {
        var submission = await exchange.Client.UploadAsync(Provider, Append(Series(Key(), figures.Select(figure => At(figure.Period, figure.Value)))));
        if (submission.Submission.UnjustifiedWarnings > 0)
            await submission.JustifyAsync(new WarningJustification { Text = "test" }, TestContext.Current.CancellationToken);
        return (await submission.PublishAsync(TestContext.Current.CancellationToken)).Release.ReleaseId;
    }
}
