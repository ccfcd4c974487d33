using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Vintages;

/// <summary>One sequence of steps against the service and the model, in areas that no other sequence uses.</summary>
internal sealed class SequenceRun
{
    private static readonly string[] Organisations = ["KZ.BORDER", "UZ.STAT", "AM.ARMSTAT"];
    private static readonly string[] Indicators = ["BRD_ENTRY_TOT", "BRD_EXIT_TOT"];

    private readonly InProcessServer _server;
    private readonly Office[] _offices;
    private readonly string _refArea;
    private readonly string _counterpart;
    private readonly VintageModel _model = new(reader: 0);
    private readonly List<Waiting> _waiting = [];
    private readonly Dictionary<long, int> _providers = [];
    private readonly List<(DateTimeOffset Instant, long ReleaseId)> _moments = [];
    private long _lastRelease;

    public SequenceRun(InProcessServer server, string refArea, string counterpart)
    {
        (_server, _refArea, _counterpart) = (server, refArea, counterpart);
        _offices = [.. Organisations.Select(organisation => server.As(organisation, "M. Odel"))];
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Selection Selection => new()
    {
        Filters =
        {
            new DimensionFilter { Concept = "REF_AREA", Codes = { _refArea } },
            new DimensionFilter { Concept = "COUNTERPART_AREA", Codes = { _counterpart } },
        },
    };

    public async Task RunAsync(IReadOnlyList<Operation> sequence)
    {
        try
        {
            await CheckAsync(sequence);
        }
        finally
        {
            // Or it would be published in the middle of the next sequence.
            foreach (var waiting in _waiting)
                await _offices[waiting.Provider].WithdrawAsync(waiting.Submission);
        }
    }

    private async Task CheckAsync(IReadOnlyList<Operation> sequence)
    {
        foreach (var operation in sequence)
        {
            await ApplyAsync(operation);
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
            await PublishDueAsync();

            // Releases of one instant are microseconds apart: all of them are behind this one.
            _server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            _moments.Add((_server.Clock.GetUtcNow(), _lastRelease));
            _server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            foreach (var (instant, releaseId) in _moments)
                Assert.Equal(Text(_model.At(releaseId)), Text(Read(await _offices[0].ReadAsync(Selection, Office.At(instant)))));
        }

        Assert.Equal(Text(_model.At(long.MaxValue)), Text(Read(await _offices[0].ReadAsync(Selection))));
        await CheckChangesAsync();
        await CheckHistoryAsync();
    }

    private async Task ApplyAsync(Operation operation)
    {
        var office = _offices[operation.Provider];
        var own = _waiting.Where(waiting => waiting.Provider == operation.Provider).ToList();
        var picked = own.Count > 0 ? own[operation.Pick % own.Count] : null;
        switch (operation.Kind)
        {
            case OperationKind.Publish:
                Published((await office.PublishAsync(await SendAsync(operation))).Release.ReleaseId, operation.Provider, operation.Pieces);
                break;
            case OperationKind.Schedule:
                var submission = await office.ScheduleAsync(await SendAsync(operation), InstantOf(operation));
                _waiting.Add(new Waiting(submission, operation.Provider, operation.Pieces, InstantOf(operation)));
                break;
            case OperationKind.MoveEmbargo when picked is not null:
                await office.ScheduleAsync(picked.Submission, InstantOf(operation));
                _waiting[_waiting.IndexOf(picked)] = picked with { Instant = InstantOf(operation) };
                break;
            case OperationKind.CancelEmbargo when picked is not null:
                await office.CancelEmbargoAsync(picked.Submission);
                _waiting.Remove(picked);
                break;
            case OperationKind.WithdrawSubmission when picked is not null:
                await office.WithdrawAsync(picked.Submission);
                _waiting.Remove(picked);
                break;
            case OperationKind.WithdrawRelease when _model.Standing.Count > 0:
                var withdrawn = _model.Standing[operation.Pick % _model.Standing.Count];
                var withdrawal = await _offices[_providers[withdrawn]].WithdrawReleaseAsync(withdrawn);
                Follow(withdrawal.Release.ReleaseId);
                _model.WithdrawRelease(withdrawal.Release.ReleaseId, withdrawn);
                break;
            case OperationKind.Purge when _model.Versions.Count > 0:
                await PurgeAsync(_model.Versions.Keys.ElementAt(operation.Pick % _model.Versions.Count));
                break;
            default:
                break;
        }
    }

    private async Task PublishDueAsync()
    {
        var due = _waiting.Where(waiting => waiting.Instant <= _server.Clock.GetUtcNow()).ToList();
        var published = new List<(long ReleaseId, Waiting Waiting)>();
        foreach (var waiting in due)
        {
            var submission = await _offices[waiting.Provider].WaitForAsync(waiting.Submission, SubmissionState.Published);
            published.Add((submission.Release.ReleaseId, waiting));
            _waiting.Remove(waiting);
        }

        foreach (var (releaseId, waiting) in published.OrderBy(entry => entry.ReleaseId))
            Published(releaseId, waiting.Provider, waiting.Pieces);
    }

    private async Task PurgeAsync(Place place)
    {
        var answer = await _offices[place.Provider].Releases.PurgeObservationsAsync(
            new PurgeObservationsRequest { Key = KeyOf(place.Provider, place.Series), Periods = { $"{place.Period}" }, Reason = "It was confidential." },
            cancellationToken: Cancellation);
        if (answer.Release is null)
            return;
        Follow(answer.Release.ReleaseId);
        _model.Purge(answer.Release.ReleaseId, place);
    }

    private void Published(long releaseId, int provider, IReadOnlyList<Piece> pieces)
    {
        Follow(releaseId);
        _providers[releaseId] = provider;
        _model.Publish(releaseId, provider, pieces);
    }

    // Numbers without gaps: nobody else releases on this server.
    private void Follow(long releaseId)
    {
        Assert.True(_lastRelease == 0 || releaseId == _lastRelease + 1, $"Release {releaseId} follows {_lastRelease}.");
        _lastRelease = releaseId;
    }

    private async Task CheckChangesAsync()
    {
        var (from, to) = (_moments[_moments.Count / 3], _moments[^1]);
        using var call = _offices[0].Queries.StreamChanges(
            new StreamChangesRequest { Selection = Selection, From = Office.At(from.Instant), To = Office.At(to.Instant) }, cancellationToken: Cancellation);
        var changes = await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Changes).ToListAsync(Cancellation);
        var (before, after) = (_model.At(from.ReleaseId), _model.At(to.ReleaseId));
        var expected = before.Keys.Union(after.Keys).Where(place => before.GetValueOrDefault(place) != after.GetValueOrDefault(place))
            .ToDictionary(place => place, place => $"{before.GetValueOrDefault(place)} -> {after.GetValueOrDefault(place)}");
        var (was, became) = (Read(changes.Select(change => change.Before)), Read(changes.Select(change => change.After)));
        var actual = was.Keys.Union(became.Keys).ToDictionary(place => place, place => $"{was.GetValueOrDefault(place)} -> {became.GetValueOrDefault(place)}");
        Assert.Equal(Text(expected), Text(actual));
    }

    private async Task CheckHistoryAsync()
    {
        using var call = _offices[0].Queries.StreamHistory(new StreamHistoryRequest { Selection = Selection }, cancellationToken: Cancellation);
        var vintages = await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Vintages).ToListAsync(Cancellation);
        var actual = new SortedDictionary<Place, SortedDictionary<long, Cell?>>(Place.Order);
        foreach (var vintage in vintages)
        {
            foreach (var (place, cell) in Read([vintage.Series]))
                Add(place, vintage.ReleaseId, cell);
            foreach (var period in vintage.DeletedPeriods)
                Add(PlaceOf(vintage.Series.Key, period), vintage.ReleaseId, null);
        }

        Assert.Equal(
            Text(_model.Versions.ToDictionary(entry => entry.Key, entry => string.Join(", ", entry.Value.Where(version => version.IsSeen).Select(version => $"{version.ReleaseId}: {version.Shown}")))),
            Text(actual.ToDictionary(entry => entry.Key, entry => string.Join(", ", entry.Value.Select(version => $"{version.Key}: {version.Value}")))));

        void Add(Place place, long releaseId, Cell? cell)
        {
            if (!actual.TryGetValue(place, out var versions))
                actual[place] = versions = [];
            versions.Add(releaseId, cell);
        }
    }

    private Task<Submission> SendAsync(Operation operation) => _offices[operation.Provider].SendAsync([.. operation.Pieces.Select(piece =>
    {
        var key = KeyOf(operation.Provider, piece.Series);
        return piece.Action == SeriesAction.Delete
            ? Figures.Do(piece.Action, new Series { Key = key, Periods = { piece.Observations.Keys.Order() } })
            : Figures.Do(piece.Action, Figures.Series(key, piece.Observations.OrderBy(entry => entry.Key).Select(entry =>
                Figures.At($"{entry.Key}", entry.Value.Value, entry.Value.Status, entry.Value.Comment.Length > 0 ? entry.Value.Comment : null))));
    })]);

    private SeriesKey KeyOf(int provider, int series) => Figures.Key(Indicators[series], _refArea, _counterpart, provider: Organisations[provider]);

    private DateTimeOffset InstantOf(Operation operation) => _server.Clock.GetUtcNow() + TimeSpan.FromSeconds(operation.Delay - 0.5);

    private static Place PlaceOf(SeriesKey key, int period) => new(Array.IndexOf(Organisations, key.DataProvider), Array.IndexOf(Indicators, key.Indicator), period);

    private static SortedDictionary<Place, Cell> Read(IEnumerable<Series?> series)
    {
        var cells = new SortedDictionary<Place, Cell>(Place.Order);
        foreach (var one in series.OfType<Series>())
        {
            foreach (var observation in one.Observations())
            {
                cells.Add(
                    PlaceOf(one.Key, observation.Period.Ordinal),
                    new Cell(observation.Value, observation.Status, observation.Comments?.GetValueOrDefault("en") ?? "", observation.ConfidentialityStatus));
            }
        }

        return cells;
    }

    private static string Text<T>(IEnumerable<KeyValuePair<Place, T>> entries) => string.Join(
        '\n', entries.OrderBy(entry => entry.Key, Place.Order).Select(entry => $"{entry.Key.Provider}/{entry.Key.Series}/{entry.Key.Period}: {entry.Value}"));

    private sealed record Waiting(Submission Submission, int Provider, IReadOnlyList<Piece> Pieces, DateTimeOffset Instant);
}
