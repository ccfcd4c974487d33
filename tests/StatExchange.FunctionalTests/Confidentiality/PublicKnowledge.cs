using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.TestTables;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>Everything that somebody finds out about a table by all the questions that anybody may ask.</summary>
internal sealed class PublicKnowledge(Office office, string refArea, IReadOnlyList<long> releases)
{
    private readonly HashSet<(string Key, int Period, int Release)> _seen = [];
    private readonly List<(string Key, int Period, int Release, decimal Value, string Source)> _values = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Selection Selection => new() { Filters = { new DimensionFilter { Concept = "REF_AREA", Codes = { refArea } } } };

    /// <summary>Whether no answer shows a value as of a release, numbered from 0.</summary>
    public bool IsHidden(string key, int period, int release) => !_seen.Contains((key, period, release));

    /// <summary>What answers show that is not true, which is to be nothing.</summary>
    public IEnumerable<string> Untrue(RandomTable table) => _values
        .Where(seen => table.Releases[seen.Release].GetValueOrDefault((seen.Key, seen.Period))?.Value != seen.Value)
        .Select(seen => $"{seen}");

    /// <summary>Asks everything.</summary>
    public async Task AskAsync()
    {
        for (var release = 0; release < releases.Count; release++)
        {
            var series = await office.ReadAsync(Selection, Office.After(releases[release]));
            See(series, release, "as of");
            var estimate = await office.Queries.EstimateSelectionAsync(
                new EstimateSelectionRequest { Selection = Selection, AsOf = Office.After(releases[release]) }, cancellationToken: Cancellation);
            Assert.True(estimate.Observations >= series.Sum(one => one.Periods.Count));
        }

        var known = await office.ReadAsync(Selection);
        See(known, releases.Count - 1, "now");
        await AskHistoryAsync();
        await AskChangesAsync();
        foreach (var series in known)
            await AskRevisionsAsync(series.Key);
    }

    private async Task AskHistoryAsync()
    {
        using var call = office.Queries.StreamHistory(new StreamHistoryRequest { Selection = Selection }, cancellationToken: Cancellation);
        await foreach (var vintage in call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Vintages))
            See([vintage.Series], Number(vintage.ReleaseId), "history");
    }

    private async Task AskChangesAsync()
    {
        for (var from = 0; from < releases.Count; from++)
        {
            for (var to = from + 1; to < releases.Count; to++)
            {
                using var call = office.Queries.StreamChanges(
                    new StreamChangesRequest { Selection = Selection, From = Office.After(releases[from]), To = Office.After(releases[to]) }, cancellationToken: Cancellation);
                await foreach (var change in call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Changes))
                {
                    See([change.Before], from, "before");
                    See([change.After], to, "after");
                }
            }
        }
    }

    private async Task AskRevisionsAsync(SeriesKey key)
    {
        var answer = await office.Queries.ListRevisionsAsync(new ListRevisionsRequest { Key = key, PageSize = 1000 }, cancellationToken: Cancellation);
        Assert.Equal("", answer.NextPageToken);
        foreach (var revision in answer.Revisions)
            See([revision.Series], Number(revision.Release.ReleaseId), "revision");
    }

    private int Number(long releaseId) => releases.Index().Single(release => release.Item == releaseId).Index;

    private void See(IEnumerable<Series?> series, int release, string source)
    {
        foreach (var one in series.OfType<Series>())
        {
            foreach (var observation in one.Observations())
            {
                if (observation.Value is not { } value)
                    continue;
                var key = TableKeys.TextOf(one.Key);
                _seen.Add((key, observation.Period.Ordinal, release));
                _values.Add((key, observation.Period.Ordinal, release, value, source));
            }
        }
    }
}
