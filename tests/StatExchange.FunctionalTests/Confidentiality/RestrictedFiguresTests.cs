using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>
/// What a provider sends as confidential its own organisation sees, and whom it granted access; all others see, in every answer and
/// as of every release, that there is something and not what.
/// </summary>
public sealed class RestrictedFiguresTests(PostgresCluster cluster) : IAsyncLifetime
{
    private RestrictedDatabase _database = null!;
    private Office _owner = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await RestrictedDatabase.StartAsync(cluster);
        _owner = _database.Owner;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_value_and_its_comment_come_back_exactly_to_those_who_may_see_them()
    {
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 5), Secret("2016", 2460.25m, 'C', 'E', "one household"))), Append(Series(Key(counterpart: "RU"), At("2016", 7))));
        await _database.AssertSeenAsync("2015=5.00 2016=2460.25EC | 2016=7", "2015=5.00 2016=QC | 2016=7");
        foreach (var office in _database.Insiders)
            Assert.Equal("one household", Assert.Single((await office.ReadAsync())[0].Comments).Text["en"]);
        foreach (var office in _database.Public)
        {
            Assert.Empty((await office.ReadAsync())[0].Comments);
            Assert.Equal((2, 3), await EstimateAsync(office));
        }
    }

    [Fact]
    public async Task Sending_the_same_again_quotes_nothing_that_is_hidden()
    {
        string[] details = ["LAND", "SEA", "AIR", "INLAND", "_O", "_U"];
        StagedSeries[] file =
        [
            Append(Series(Key(), Secret("2016", 1000))),
            .. details.Select(type => Append(Series(new SeriesKey(Key()) { BorderType = type }, At("2016", 30)))),
        ];
        await _owner.ReleaseAsync(file);
        await _owner.ReleaseAsync(file);
        Assert.NotEmpty(await JustificationsAsync(_owner));
        foreach (var office in _database.Public)
            Assert.Empty(await JustificationsAsync(office));

        static async Task<List<SeriesJustifications>> JustificationsAsync(Office office)
        {
            using var call = office.Queries.StreamSeries(new StreamSeriesRequest(), cancellationToken: Cancellation);
            return await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Justifications).ToListAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Every_answer_keeps_what_is_hidden()
    {
        // Numbers that no identifier and no token holds by chance.
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 5), Secret("2016", 7411109)), firstRow: 7));
        await _owner.ReleaseAsync(Append(Series(Key(), Secret("2016", 7422209, 'N')), firstRow: 20));
        await _owner.ReleaseAsync(Append(Series(Key(), At("2017", 6))));
        var everything = (await Task.WhenAll(_database.Public.Select(AllAnswersAsync))).SelectMany(answers => answers).ToList();
        Assert.DoesNotContain(everything, answer => answer.Contains("7411109", StringComparison.Ordinal) || answer.Contains("7422209", StringComparison.Ordinal));
        foreach (var office in _database.Insiders)
        {
            var seen = string.Join('\n', await AllAnswersAsync(office));
            Assert.Contains("\"7411109\"", seen, StringComparison.Ordinal);
            Assert.Contains("\"7422209\"", seen, StringComparison.Ordinal);
        }

        await _database.AssertSeenAsync("2015=5 2016=7411109C", "2015=5 2016=QN", release: 1);
        await _database.AssertSeenAsync("2015=5 2016=7422209N", "2015=5 2016=QN", release: 2);
        await _database.AssertSeenAsync("2015=5 2016=7422209N 2017=6", "2015=5 2016=QN 2017=6");
        foreach (var office in _database.Insiders)
            Assert.Equal((2, 20), await TraceAsync(office, "2016"));
        foreach (var office in _database.Public)
        {
            var trace = await office.Queries.TraceObservationAsync(
                new TraceObservationRequest { Key = Key(provider: Provider), Period = "2016" }, cancellationToken: Cancellation);
            Assert.Empty(trace.Places);
            Assert.Empty(trace.Justifications);
            Assert.NotEmpty(trace.SubmissionId);
            Assert.Equal((1, 7), await TraceAsync(office, "2015"));
        }
    }

    [Fact]
    public async Task What_is_freed_is_shown_from_then_on_and_hidden_again_in_all_vintages()
    {
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 5), Secret("2016", 33, 'E'))));
        await _owner.ReleaseAsync(Append(Series(Key(), At("2016", 33))));
        await _database.AssertSeenAsync("2015=5 2016=33", "2015=5 2016=33");
        await _database.AssertSeenAsync("2015=5 2016=33E", "2015=5 2016=QE", release: 1);

        // A merge that says nothing of confidentiality neither frees nor hides.
        await _owner.ReleaseAsync(Do(SeriesAction.Merge, Unflagged(Series(Key(), At("2016", 34)))));
        await _database.AssertSeenAsync("2015=5 2016=34", "2015=5 2016=34");
        await _owner.ReleaseAsync(Do(SeriesAction.Merge, Unflagged(Series(Key(), At("2015", 5)))), Do(SeriesAction.Merge, Flag(Series(Key(), At("2016", null, '.')), ".C".AsSpan(1))));
        await _database.AssertSeenAsync("2015=5 2016=34C", "2015=5 2016=QC");
        foreach (var release in new[] { 1, 2, 3 })
            Assert.Equal("2015=5 2016=QC", await RestrictedDatabase.ReadAsync(_database.Public[0], release));
        await _database.AssertSeenAsync("2015=5 2016=33", "2015=5 2016=QC", release: 2);

        await _owner.ReleaseAsync(Do(SeriesAction.Merge, Unflagged(Series(Key(), At("2016", 35)))));
        await _database.AssertSeenAsync("2015=5 2016=35C", "2015=5 2016=QC");
    }

    [Fact]
    public async Task What_was_public_is_hidden_in_the_past_with_where_it_came_from_and_why()
    {
        await _owner.ReleaseAsync(Append(Series(Key(), Enumerable.Range(2010, 6).Select(year => At($"{year}", 1000))), firstRow: 2));
        await _owner.ReleaseAsync(Append(Series(Key(), At("2016", 777_777, 'A', "counted twice")), firstRow: 9));
        Assert.Contains("777777", string.Join('\n', await AllAnswersAsync(_database.Public[1])), StringComparison.Ordinal);
        Assert.NotEmpty((await TracedAsync(_database.Public[1], "2016")).Justifications);
        await _owner.ReleaseAsync(Append(Series(Key(), Secret("2016", 777_777, 'C', 'A', "counted twice")), firstRow: 30));
        foreach (var office in _database.Public)
        {
            var answers = string.Join('\n', await AllAnswersAsync(office));
            Assert.DoesNotContain("777777", answers, StringComparison.Ordinal);
            Assert.DoesNotContain("counted twice", answers, StringComparison.Ordinal);
            Assert.DoesNotContain("It was so.", answers, StringComparison.Ordinal);
            Assert.Empty((await TracedAsync(office, "2016", 2)).Places);
        }

        foreach (var office in _database.Insiders)
        {
            Assert.Equal(9, Assert.Single((await TracedAsync(office, "2016", 2)).Places).Row);
            Assert.NotEmpty((await TracedAsync(office, "2016", 2)).Justifications);
        }
    }

    [Fact]
    public async Task Replacing_and_deleting_work_on_the_true_figures()
    {
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 5), Secret("2016", 44), Secret("2017", 45))));
        var release = await _owner.ReleaseAsync(Do(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2017 } }));
        Assert.Equal((0, 1), (release.ObservationsChanged, release.ObservationsDeleted));
        await _database.AssertSeenAsync("2015=5 2016=44C", "2015=5 2016=QC");
        await _database.AssertSeenAsync("2015=5 2016=44C 2017=45C", "2015=5 2016=QC 2017=QC", release: 1);

        // The same again changes nothing.
        release = await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 5), Secret("2016", 44))));
        Assert.Equal((0, 0), (release.SeriesChanged, release.ObservationsChanged));
        await _owner.ReleaseAsync(Do(SeriesAction.Replace, Series(Key(), At("2015", 5), Secret("2016", 46, 'M'))));
        await _database.AssertSeenAsync("2015=5 2016=46M", "2015=5 2016=QM");
        await _owner.ReleaseAsync(Do(SeriesAction.Delete, new Series { Key = Key() }));
        await _database.AssertSeenAsync("", "");
        await _database.AssertSeenAsync("2015=5 2016=46M", "2015=5 2016=QM", release: 4);
    }

    [Fact]
    public async Task A_withdrawal_restores_what_was_hidden_as_hidden()
    {
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 5), Secret("2016", 55))));
        var freed = await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 6), At("2016", 56))));
        await _database.AssertSeenAsync("2015=6 2016=56", "2015=6 2016=56");
        var withdrawal = await _owner.WithdrawReleaseAsync(freed.ReleaseId);
        Assert.Equal((2, 0), (withdrawal.Release.ObservationsChanged, withdrawal.ObservationsLeft));
        await _database.AssertSeenAsync("2015=5 2016=55C", "2015=5 2016=QC");
        await _database.AssertSeenAsync("2015=6 2016=56", "2015=6 2016=QC", release: 2);
        Assert.Equal((1, 3), await TraceAsync(_owner, "2016"));
        Assert.Empty((await TracedAsync(_database.Public[0], "2016")).Places);
        await _owner.WithdrawReleaseAsync(1);
        await _database.AssertSeenAsync("", "");
    }

    [Fact]
    public async Task A_purge_takes_it_from_both()
    {
        const int first = 91_134_129;
        const int second = 92_134_127;
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", first), Secret("2016", second, 'C', 'A', $"{second}"))));
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 6))));
        await PurgeAsync("2016");
        await _database.AssertSeenAsync("2015=6 2016=QC", "2015=6 2016=QC");
        Assert.Equal($"2015={first} 2016=QC", await RestrictedDatabase.ReadAsync(_owner, 1));
        Assert.Empty(await TracesAsync($"{second}"));

        // An observation that everybody sees, of a series with one that not everybody saw.
        Assert.NotEmpty(await TracesAsync($"{first}"));
        await PurgeAsync("2015");
        await _database.AssertSeenAsync("2015=QC 2016=QC", "2015=QC 2016=QC");
        Assert.Empty(await TracesAsync($"{first}"));
    }

    [Fact]
    public async Task A_preview_shows_the_owner_the_true_change()
    {
        await _owner.ReleaseAsync(Append(Series(Key(), At("2015", 5), Secret("2016", 66))));
        var submission = await _owner.SendAsync(Append(Series(Key(), Secret("2016", 67))));
        using var call = _owner.Submissions.PreviewSubmission(
            new PreviewSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation);
        var changes = await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Changes?.Changes ?? []).ToListAsync(Cancellation);
        var change = Assert.Single(changes);
        Assert.Equal(("2016=66C", "2016=67C"), (RestrictedDatabase.Text(change.Before), RestrictedDatabase.Text(change.After)));
        await _owner.PublishAsync(submission);
        await _database.AssertSeenAsync("2015=5 2016=67C", "2015=5 2016=QC");
    }

    [Fact]
    public async Task A_grant_ends_and_covers_what_it_names()
    {
        await _owner.ReleaseAsync(Append(Series(Key(), Secret("2016", 77))), Append(Series(Key("ASY_APPL_TOT"), Secret("2016", 78))));
        var grantee = _database.Server.As(RestrictedDatabase.Grantee);
        Assert.Equal(["2016=77C", "2016=QC"], (await grantee.ReadAsync()).Select(RestrictedDatabase.Text).OrderDescending(StringComparer.Ordinal).Reverse());
        await _database.LinesAsync("UPDATE access_grant SET revoked_at = now(), revoked_by = 'A. Serikova' RETURNING ''");
        Assert.Equal("2016=QC | 2016=QC", await RestrictedDatabase.ReadAsync(grantee));
        await _database.GrantAsync("'{}'", "now() - interval '1 second'");
        Assert.Equal("2016=QC | 2016=QC", await RestrictedDatabase.ReadAsync(grantee));
        await _database.GrantAsync("'{}'", "now() + interval '1 hour'");
        Assert.Equal(["2016=77C", "2016=78C"], (await grantee.ReadAsync()).Select(RestrictedDatabase.Text).Order(StringComparer.Ordinal));
    }

    private static Observation Secret(string period, decimal value, char flag = 'C', char status = 'A', string? comment = null) =>
        At(period, value, status, comment) with { ConfidentialityStatus = flag };

    private static Series Unflagged(Series series) => Flag(series, new string('.', series.Periods.Count));

    private static Series Flag(Series series, ReadOnlySpan<char> flags)
    {
        series.ConfStatus = flags.ToString();
        return series;
    }

    private static async Task<(long, long)> EstimateAsync(Office office)
    {
        var estimate = await office.Queries.EstimateSelectionAsync(new EstimateSelectionRequest { Selection = new Selection() }, cancellationToken: Cancellation);
        return (estimate.Series, estimate.Observations);
    }

    private static async Task<TraceObservationResponse> TracedAsync(Office office, string period, long? release = null) =>
        await office.Queries.TraceObservationAsync(
            new TraceObservationRequest { Key = Key(provider: Provider), Period = period, AsOf = release is { } id ? Office.After(id) : null },
            cancellationToken: Cancellation);

    private static async Task<(long ReleaseId, int Row)> TraceAsync(Office office, string period)
    {
        var trace = await TracedAsync(office, period);
        return (trace.Released.ReleaseId, Assert.Single(trace.Places).Row);
    }

    private async Task PurgeAsync(string period) => await _owner.Releases.PurgeObservationsAsync(
        new PurgeObservationsRequest { Key = Key(provider: Provider), Periods = { period }, Reason = "It named somebody." }, cancellationToken: Cancellation);

    // Everything that queries answer, as text.
    private static async Task<List<string>> AllAnswersAsync(Office office)
    {
        var answers = new List<string>();
        var latest = (await office.Queries.EstimateSelectionAsync(new EstimateSelectionRequest(), cancellationToken: Cancellation)).Vintage.ReleaseId;
        foreach (var release in Enumerable.Range(1, (int)latest).Select(id => (long?)id).Prepend(null))
        {
            var asOf = release is { } id ? Office.After(id) : null;
            using (var call = office.Queries.StreamSeries(new StreamSeriesRequest { Selection = new Selection(), AsOf = asOf }, cancellationToken: Cancellation))
                answers.AddRange(await call.ResponseStream.ReadAllAsync(Cancellation).Select(message => message.ToString()).ToListAsync(Cancellation));
            using (var call = office.Queries.StreamHistory(new StreamHistoryRequest { Selection = new Selection(), AsOf = asOf }, cancellationToken: Cancellation))
                answers.AddRange(await call.ResponseStream.ReadAllAsync(Cancellation).Select(message => message.ToString()).ToListAsync(Cancellation));
            using (var call = office.Queries.StreamChanges(new StreamChangesRequest { Selection = new Selection(), From = asOf ?? Office.After(0) }, cancellationToken: Cancellation))
                answers.AddRange(await call.ResponseStream.ReadAllAsync(Cancellation).Select(message => message.ToString()).ToListAsync(Cancellation));
            answers.Add($"{await office.Queries.ListRevisionsAsync(new ListRevisionsRequest { Key = Key(provider: Provider), AsOf = asOf }, cancellationToken: Cancellation)}");
            answers.Add($"{await office.Queries.EstimateSelectionAsync(new EstimateSelectionRequest { Selection = new Selection(), AsOf = asOf }, cancellationToken: Cancellation)}");
            foreach (var period in (await office.ReadAsync(asOf: asOf))[0].Observations().Select(observation => $"{observation.Period}"))
                answers.Add($"{await TracedAsync(office, period, release)}");
        }

        return answers;
    }

    // Every row of every table in which a text stands, as the provider sees them.
    private async Task<List<string>> TracesAsync(string text)
    {
        var found = new List<string>();
        foreach (var table in await _database.LinesAsync("SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('audit_entry', 'schemaversions')"))
            found.AddRange(await _database.LinesAsync($"SELECT '{table}: ' || t::text FROM {table} t WHERE t::text LIKE '%{text}%'", Provider));
        return found;
    }
}
