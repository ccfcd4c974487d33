using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.FunctionalTests.Submissions;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Audit;

/// <summary>Every look at figures that the public is not shown is entered: who, at what, as of when, how many.</summary>
public sealed class RestrictedReadTests(PostgresCluster cluster) : IAsyncLifetime
{
    private InProcessServer _server = null!;
    private Office _office = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        _office = _server.As(Provider, "A. Serikova");
        var series = Series(Key(), At("2015", 4711), At("2016", 5000));
        series.ConfStatus = "CF";
        await _office.ReleaseAsync(Append(series), Append(Series(Key(counterpart: "UZ"), At("2016", 3))));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Who_sees_restricted_figures_is_entered_and_who_sees_the_public_ones_is_not()
    {
        Assert.Contains("2015=Q", await _server.As("UZ.STAT").ReadTextAsync(), StringComparison.Ordinal);
        Assert.Contains("2015=Q", await _server.As("").ReadTextAsync(), StringComparison.Ordinal);
        await _office.ReadAsync(new Selection { Filters = { new DimensionFilter { Concept = "COUNTERPART_AREA", Codes = { "UZ" } } } });
        Assert.Empty(await ReadsAsync());

        Assert.Contains("2015=4711", await _office.ReadTextAsync(), StringComparison.Ordinal);
        await _office.Queries.TraceObservationAsync(
            new TraceObservationRequest { Key = Key(provider: Provider), Period = "2015" }, cancellationToken: Cancellation);
        await _office.Queries.ListRevisionsAsync(new ListRevisionsRequest { Key = Key(provider: Provider) }, cancellationToken: Cancellation);
        using var aggregates = _office.Queries.StreamAggregates(new StreamAggregatesRequest(), cancellationToken: Cancellation);
        Assert.Contains(4711, await aggregates.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Aggregates).SelectMany(one => one.Series.Values).ToListAsync(Cancellation));
        var selection = new Selection { Filters = { new DimensionFilter { Concept = "INDICATOR", Codes = { "BRD_ENTRY_TOT" } } } };
        using var mirrors = _office.Queries.StreamMirrors(new StreamMirrorsRequest { Selection = selection }, cancellationToken: Cancellation);
        Assert.Equal(2, await mirrors.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Mirrors).CountAsync(Cancellation));
        var revision = Series(Key(), At("2015", 4712));
        revision.ConfStatus = "C";
        await PreviewTests.PreviewAsync(_office, await _office.SendAsync(Append(revision)));
        var reads = (await ReadsAsync()).Select(AuditChain.Content).ToList();
        Assert.Equal(
            ["StreamSeries 1 1 1", "TraceObservation 1 1 1", "ListRevisions 1 1 1", "StreamAggregates 1 1 1", "StreamMirrors 1 1 1", "PreviewSubmission 1 1 1"],
            reads.Select(read => read.GetProperty("subject")).Select(subject =>
                $"{subject.GetProperty("operation").GetString()} {subject.GetProperty("release")} {subject.GetProperty("series")} {subject.GetProperty("observations")}"));
        Assert.All(reads, read => Assert.Equal((Provider, "A. Serikova"), (read.GetProperty("organisation").GetString(), read.GetProperty("person").GetString())));
        Assert.Contains("BRD_ENTRY_TOT", reads[1].GetProperty("subject").GetProperty("request").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_hidden_totals_are_there_is_read_of_their_vintages_and_entered()
    {
        var total = Series(Key("CTX_POP_TOT", counterpart: ""), At("2015", 4711), At("2016", 5000));
        total.ConfStatus = "CF";
        await _office.ReleaseAsync(Append(total));
        var request = new StreamCompletenessRequest { Profile = "BASIC", RefAreas = { "KZ" }, StartPeriod = "2015", EndPeriod = "2016" };
        foreach (var caller in new[] { _server.As("UZ.STAT"), _office })
        {
            using var call = caller.Queries.StreamCompleteness(request, cancellationToken: Cancellation);
            Assert.Equal(2, await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Areas).SelectMany(area => area.Cells).CountAsync(cell => cell.Indicator == "CTX_POP_TOT" && cell.AlsoPublishedBy.Contains(Provider), Cancellation));
        }

        var subject = AuditChain.Content(Assert.Single(await ReadsAsync())).GetProperty("subject");
        Assert.Equal(("StreamCompleteness", "2", "1", "1"), (
            subject.GetProperty("operation").GetString(), $"{subject.GetProperty("release")}", $"{subject.GetProperty("series")}", $"{subject.GetProperty("observations")}"));
    }

    private async Task<List<AuditEntry>> ReadsAsync() =>
        [.. (await _office.Audit.ReadAsync()).Where(entry => entry.Content.Contains("READ_RESTRICTED", StringComparison.Ordinal))];
}
