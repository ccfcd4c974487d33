using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>What releases cost: they write what changed, not what they were sent.</summary>
public sealed class StorageTests(ExchangeFixture exchange, ITestOutputHelper output) : IClassFixture<ExchangeFixture>
{
    private const int Months = 240;
    private const int Releases = 30;

    [Fact]
    public async Task A_release_that_changes_nothing_in_a_series_writes_nothing_for_it()
    {
        var series = new[] { "CN", "RU" }.Select(counterpart => Append(Monthly("UZ", counterpart, month => month))).ToList();
        await exchange.Client.PublishAsync("UZ.STAT", series);
        var before = await RowsAsync();
        var release = await exchange.Client.PublishAsync("UZ.STAT", series);
        Assert.Equal((0, 0, 0), (release.SeriesAdded, release.SeriesChanged, release.ObservationsChanged));
        Assert.Equal(before, await RowsAsync());
        Assert.Equal(0L, await ScalarAsync($"SELECT count(*) FROM series_current WHERE release_id = {release.ReleaseId}"));

        series[1] = Append(Monthly("UZ", "RU", month => month == 100 ? month + 1 : month));
        release = await exchange.Client.PublishAsync("UZ.STAT", series);
        Assert.Equal((1, 1), (release.SeriesChanged, release.ObservationsChanged));
        Assert.Equal((before.Current, before.History + 1), await RowsAsync());
    }

    [Fact]
    public async Task History_grows_with_observations_changed_not_with_releases_times_length()
    {
        await exchange.Client.PublishAsync("KZ.BNS", Append(Monthly("KZ", "CN", month => month)));
        var before = await HistoryBytesAsync();
        for (var release = 1; release <= Releases; release++)
        {
            // An office resends its whole series each month with one figure revised.
            await exchange.Client.PublishAsync("KZ.BNS", Append(Monthly("KZ", "CN", month => month < release ? month + 1 : month)));
        }

        var perChange = (await HistoryBytesAsync() - before) / (double)Releases;
        var wholeSeries = Months * (sizeof(int) + sizeof(long));
        output.WriteLine($"{perChange:F0} bytes a revised observation; a copy of the series would be {wholeSeries}");
        Assert.InRange(perChange, 1, wholeSeries / 5.0);
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM staged_series"));
    }

    private static Series Monthly(string refArea, string counterpart, Func<int, decimal> value) => Series(
        Key("ASY_APPL_TOT", refArea, counterpart, "M"),
        Enumerable.Range(0, Months).Select(month => At($"{2000 + (month / 12)}-{(month % 12) + 1:D2}", value(month))));

    private async Task<(long Current, long History)> RowsAsync() => (
        await ScalarAsync("SELECT count(*) FROM series_current"),
        await ScalarAsync("SELECT count(*) FROM series_history"));

    private Task<long> HistoryBytesAsync() => ScalarAsync("SELECT coalesce(sum(pg_column_size(h.*)), 0)::bigint FROM series_history h");

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(exchange.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
