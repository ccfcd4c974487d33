using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.FunctionalTests.Submissions;
using StatExchange.Server.Database;
using StatExchange.Server.Queries;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Queries;

/// <summary>What changed between two moments, and every vintage of a series with when, who and why.</summary>
public sealed class HistoryTests(PostgresCluster cluster) : IAsyncLifetime
{
    private InProcessServer _server = null!;
    private Office _office = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        _office = _server.As(Provider, "A. Serikova");
        await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100), At("2016", 101))), Append(Series(Key(counterpart: "RU"), At("2016", 7))));
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", 105, 'P'), At("2017", 110))));
        await _office.ReleaseAsync(
            Do(SeriesAction.Delete, new Series { Key = Key(counterpart: "RU") }), Do(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2015 } }),
            Append(Series(Key(counterpart: "UZ"), At("2017", 9))));
        await _office.WithdrawReleaseAsync(2);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(0, 1, "CN: none -> 2015=100 2016=101", "RU: none -> 2016=7")]
    [InlineData(1, 2, "CN: 2016=101 -> 2016=105P 2017=110")]
    [InlineData(1, 3, "CN: 2015=100 2016=101 -> 2016=105P 2017=110", "RU: 2016=7 -> none", "UZ: none -> 2017=9")]
    [InlineData(3, 4, "CN: 2016=105P 2017=110 -> 2016=101")]
    [InlineData(1, 4, "CN: 2015=100 -> ", "RU: 2016=7 -> none", "UZ: none -> 2017=9")]
    [InlineData(2, 2)]
    public async Task What_changed_between_two_releases(long from, long to, params string[] expected)
    {
        var changes = await ChangesAsync(new StreamChangesRequest { From = Office.After(from), To = Office.After(to) });
        Assert.Equal(expected, changes.Select(change => PreviewTests.Text(change)["BRD_ENTRY_TOT ".Length..]));
    }

    [Fact]
    public async Task Changes_of_a_selection_of_periods()
    {
        var request = new StreamChangesRequest { From = Office.After(1), Selection = new Selection { StartPeriod = "2016", EndPeriod = "2016" } };
        Assert.Equal(["BRD_ENTRY_TOT RU: 2016=7 -> none"], (await ChangesAsync(request)).Select(PreviewTests.Text));
        request.Selection = new Selection { LastObservations = 1, Filters = { new DimensionFilter { Concept = "COUNTERPART_AREA", Codes = { "CN" } } } };
        request.To = Office.After(2);
        Assert.Equal(["BRD_ENTRY_TOT CN: 2016=101 -> 2017=110"], (await ChangesAsync(request)).Select(PreviewTests.Text));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(4, 9)]
    public async Task A_token_of_a_release_that_is_not_there_is_refused(long release, long from)
    {
        // As after the restoration of a backup, which has the secret and not the release.
        var token = new ResumeToken(release, 0, 0, from).Write(new Selection(), _server.Service<TokenSeal>());
        var failure = await Office.FailureAsync(() => ChangesAsync(new StreamChangesRequest { ResumeToken = token }));
        Assert.Equal("RESUME_TOKEN_INVALID", failure.Reason);
        failure = await Office.FailureAsync(
            async () => await _office.Queries.ListRevisionsAsync(new ListRevisionsRequest { Key = Key(provider: Provider), PageToken = "9.0.0" }, cancellationToken: Cancellation));
        Assert.Equal("PAGE_TOKEN_INVALID", failure.Reason);
    }

    [Fact]
    public async Task Moments_in_the_wrong_order_are_refused()
    {
        var failure = await Office.FailureAsync(() => ChangesAsync(new StreamChangesRequest { From = Office.After(3), To = Office.After(1) }));
        Assert.Equal(("REQUEST_INVALID", "from"), (failure.Reason, Assert.Single(failure.Fields)));
        failure = await Office.FailureAsync(() => ChangesAsync(new StreamChangesRequest { From = Office.After(9) }));
        Assert.Equal("AS_OF_IN_FUTURE", failure.Reason);
    }

    [Fact]
    public async Task Every_vintage_of_a_series_with_release_reason_and_who()
    {
        var answer = await _office.Queries.ListRevisionsAsync(new ListRevisionsRequest { Key = Key(provider: Provider) }, cancellationToken: Cancellation);
        Assert.Equal(4, answer.Vintage.ReleaseId);
        Assert.Equal(
            [
                "2015: 100 by 1 until 3", "2015: deleted by 3",
                "2016: 101 by 1 until 2", "2016: 105 by 2 until 4", "2016: 101 by 4 (It was wrong.)",
                "2017: 110 by 2 until 4", "2017: deleted by 4 (It was wrong.)",
            ],
            answer.Revisions.Select(Text));
        Assert.All(answer.Revisions, revision => Assert.Equal(Provider, revision.Release.Organisation));
        Assert.Equal(2, answer.Revisions[4].Release.WithdrawsReleaseId);

        // Before the last release, the second stands; page by page it is the same.
        var request = new ListRevisionsRequest { Key = Key(provider: Provider), AsOf = Office.After(3), StartPeriod = "2016", PageSize = 1 };
        var pages = new List<string>();
        do
        {
            var page = await _office.Queries.ListRevisionsAsync(request, cancellationToken: Cancellation);
            pages.AddRange(page.Revisions.Select(Text));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(["2016: 101 by 1 until 2", "2016: 105 by 2", "2017: 110 by 2"], pages);
    }

    [Fact]
    public async Task The_history_of_a_selection_says_from_and_to()
    {
        using var call = _office.Queries.StreamHistory(new StreamHistoryRequest(), cancellationToken: Cancellation);
        var messages = await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal(
            [
                "CN 1: 2015=100 2016=101 until 3,2 deletes ", "CN 2: 2016=105P 2017=110 until 4,4 deletes ", "CN 3:  until  deletes 2015",
                "CN 4: 2016=101 until  deletes 2017", "RU 1: 2016=7 until 3 deletes ", "RU 3:  until  deletes 2016", "UZ 3: 2017=9 until  deletes ",
            ],
            messages.SelectMany(message => message.Vintages).Select(vintage =>
                $"{vintage.Series.Key.CounterpartArea} {vintage.ReleaseId}: {Figures.Text(vintage.Series)} until {string.Join(',', vintage.ReplacedByReleaseIds)} deletes {string.Join(',', vintage.DeletedPeriods)}"));
        Assert.Equal([1, 2, 3, 4], messages.SelectMany(message => message.Releases).Select(release => release.ReleaseId));
    }

    private static string Text(Revision revision)
    {
        var value = revision.Series is null ? "deleted" : Figures.Text(revision.Series).Split('=')[1].TrimEnd('P');
        var until = revision.ReplacedBy is { } next ? $" until {next.ReleaseId}" : "";
        return $"{revision.Period}: {value} by {revision.Release.ReleaseId}{until}{(revision.Release.Reason.Length > 0 ? $" ({revision.Release.Reason})" : "")}";
    }

    private async Task<List<SeriesChange>> ChangesAsync(StreamChangesRequest request)
    {
        using var call = _office.Queries.StreamChanges(request, cancellationToken: Cancellation);
        return await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Changes).ToListAsync(Cancellation);
    }
}
