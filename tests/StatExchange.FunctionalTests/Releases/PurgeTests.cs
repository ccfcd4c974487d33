using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Releases;

/// <summary>A purge leaves nothing of a value anywhere in the database, and says that it did.</summary>
public sealed class PurgeTests(PostgresCluster cluster) : IAsyncLifetime
{
    // Numbers that occur nowhere else.
    private const int First = 77_134_129;
    private const int Second = 88_134_127;

    private string _database = null!;
    private InProcessServer _server = null!;
    private Office _office = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        _server = await InProcessServer.StartAsync(_database, InProcessServer.NewClock());
        _office = _server.As(Provider, "A. Serikova");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_vintage_loses_the_value_and_keeps_a_tombstone()
    {
        await _office.ReleaseAsync(Append(Series(Key(), At("2015", 5), At("2016", First, 'A', $"{First} as counted"))));
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", Second))));
        Assert.NotEmpty(await TracesAsync());

        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        var purge = await PurgeAsync(_office, "2016");
        Assert.Equal((3, ReleaseKind.Purge, Provider, 2), (purge.Release.ReleaseId, purge.Release.Kind, purge.Release.Organisation, purge.Vintages));
        foreach (var release in new[] { 1, 2, 3 })
        {
            var series = Assert.Single(await _office.ReadAsync(asOf: Office.After(release)));
            Assert.Equal(("2015=5 2016=Q", "FC"), (Text(series), series.ConfStatus));
            Assert.Empty(series.Comments);
        }

        Assert.Empty(await TracesAsync());
        var audit = Assert.Single(await LinesAsync($"SELECT content FROM audit_entry WHERE number = {purge.AuditEntryId}"));
        Assert.StartsWith("{\"action\":\"PURGE_OBSERVATIONS\"", audit, StringComparison.Ordinal);
        Assert.Contains("\"person\":\"A. Serikova\",\"reason\":\"It named somebody.\"", audit, StringComparison.Ordinal);
        Assert.Contains("KZ.BORDER:A:BRD_ENTRY_TOT:KZ:CN", audit, StringComparison.Ordinal);

        // Nothing is left to purge, and no release says there was.
        var again = await PurgeAsync(_office, "2016");
        Assert.Equal((null, 0, 0), (again.Release, again.Vintages, again.AuditEntryId));

        var revisions = await _office.Queries.ListRevisionsAsync(
            new ListRevisionsRequest { Key = Key(provider: Provider), StartPeriod = "2016", EndPeriod = "2016" }, cancellationToken: Cancellation);
        Assert.Equal([1, 2, 3], revisions.Revisions.Select(revision => revision.Release.ReleaseId));
        Assert.True(revisions.Revisions[^1].Release.IsPurge);
    }

    [Fact]
    public async Task A_withdrawal_does_not_bring_it_back()
    {
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", First))));
        var second = await _office.ReleaseAsync(Append(Series(Key(), At("2016", Second))));
        await PurgeAsync(_office, "2016");
        await _office.WithdrawReleaseAsync(second.ReleaseId);
        Assert.Equal("2016=Q", await _office.ReadTextAsync());
        Assert.Empty(await TracesAsync());

        await _office.ReleaseAsync(Append(Series(Key(), At("2016", 12))));
        Assert.Equal("2016=12", await _office.ReadTextAsync());
    }

    [Fact]
    public async Task What_stood_in_its_place_for_a_while_is_hidden_with_it()
    {
        var first = await _office.ReleaseAsync(Append(Series(Key(), At("2015", 5), At("2016", null, 'L'))));
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", First))));
        await PurgeAsync(_office, "2016");
        var other = _server.As("AM.ARMSTAT");
        Assert.Equal("2015=5 2016=L", await other.ReadTextAsync(asOf: Office.After(first.ReleaseId)));

        var third = await _office.ReleaseAsync(Append(Series(Key(), At("2016", 12))));
        Assert.Equal("2015=5 2016=12", await other.ReadTextAsync());
        await _office.WithdrawReleaseAsync(third.ReleaseId);
        foreach (var release in new[] { first.ReleaseId, third.ReleaseId })
            Assert.Equal("2015=5 2016=Q", await other.ReadTextAsync(asOf: Office.After(release)));
        Assert.Equal("2015=5 2016=12", await _office.ReadTextAsync(asOf: Office.After(third.ReleaseId)));
        Assert.Equal("2015=5 2016=L", await _office.ReadTextAsync(asOf: Office.After(first.ReleaseId)));
    }

    [Fact]
    public async Task What_was_deleted_before_is_purged_from_the_history()
    {
        await _office.ReleaseAsync(Append(Series(Key(), At("2015", 5), At("2016", First))));
        await _office.ReleaseAsync(Do(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2016 } }));
        Assert.Equal(1, (await PurgeAsync(_office, "2016")).Vintages);
        Assert.Equal("2015=5", await _office.ReadTextAsync());
        Assert.Equal("2015=5 2016=Q", await _office.ReadTextAsync(asOf: Office.After(1)));
        Assert.Empty(await TracesAsync());
    }

    [Fact]
    public async Task Justifications_and_findings_that_quote_it_go_too()
    {
        await _office.ReleaseAsync(Append(Series(Key(), Enumerable.Range(2010, 6).Select(year => At($"{year}", 1000)))));
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", First))));
        Assert.NotEmpty((await JustificationsAsync("2016")).Justifications);
        await PurgeAsync(_office, "2016");
        Assert.Empty((await JustificationsAsync("2016")).Justifications);
        Assert.Empty(await TracesAsync());
    }

    [Fact]
    public async Task Only_what_there_was_and_by_whose_figures_they_are()
    {
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", First))));
        Assert.Equal("OBSERVATION_NOT_FOUND", (await Office.FailureAsync(() => PurgeAsync(_office, "2017"))).Reason);
        Assert.Equal("PERIOD_INVALID", (await Office.FailureAsync(() => PurgeAsync(_office, "2017-Q1"))).Reason);
        Assert.Equal("NOT_ALLOWED", (await Office.FailureAsync(() => PurgeAsync(_server.As("UZ.STAT"), "2016"))).Reason);
        Assert.Equal("CALLER_UNKNOWN", (await Office.FailureAsync(() => PurgeAsync(_server.As(""), "2016"))).Reason);
        Assert.Equal($"2016={First}", await _office.ReadTextAsync());
    }

    private static async Task<PurgeObservationsResponse> PurgeAsync(Office office, string period) => await office.Releases.PurgeObservationsAsync(
        new PurgeObservationsRequest { Key = Key(provider: Provider), Periods = { period }, Reason = "It named somebody." }, cancellationToken: Cancellation);

    private async Task<TraceObservationResponse> JustificationsAsync(string period) => await _office.Queries.TraceObservationAsync(
        new TraceObservationRequest { Key = Key(provider: Provider), Period = period }, cancellationToken: Cancellation);

    // Every row of every table in which one of the numbers stands.
    private async Task<List<string>> TracesAsync()
    {
        var found = new List<string>();
        foreach (var table in await LinesAsync("SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"))
            found.AddRange(await LinesAsync($"SELECT '{table}: ' || t::text FROM {table} t WHERE t::text LIKE '%{First}%' OR t::text LIKE '%{Second}%'"));
        return found;
    }

    private async Task<List<string>> LinesAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            lines.Add(reader.GetString(0));
        return lines;
    }
}
