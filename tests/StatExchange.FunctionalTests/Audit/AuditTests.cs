using Grpc.Core;
using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Audit;

/// <summary>Every act leaves its entry, in a chain that anybody can verify, shown to those whose affair it is.</summary>
public sealed class AuditTests(PostgresCluster cluster) : IAsyncLifetime
{
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
    public async Task Whatever_happens_to_a_submission_is_entered()
    {
        await _office.Submissions.SetSubmissionPolicyAsync(
            new SetSubmissionPolicyRequest { Organisation = Provider, RequiresApproval = true }, cancellationToken: Cancellation);
        var submission = await _office.SendAsync(Year(2016, 5));
        submission = await _server.As(Provider, "B. Akhmetov").ApproveAsync(submission);
        submission = await _office.ScheduleAsync(submission, _server.Clock.GetUtcNow().AddHours(1));
        submission = await _office.CancelEmbargoAsync(submission);
        await _office.ScheduleAsync(submission, _server.Clock.GetUtcNow().AddHours(2));
        _server.Clock.Advance(TimeSpan.FromHours(3));
        submission = await _office.WaitForAsync(submission, SubmissionState.Published);
        await _office.WithdrawReleaseAsync(submission.Release.ReleaseId);

        var entries = await ActsAsync();
        Assert.Equal(
            "SET_SUBMISSION_POLICY SUBMISSION_OPEN SUBMISSION_RECEIVED SUBMISSION_APPROVED SUBMISSION_SCHEDULED SUBMISSION_APPROVED " +
            "SUBMISSION_SCHEDULED SUBMISSION_PUBLISHED SUBMISSION_WITHDRAWN",
            AuditChain.Actions(entries));
        Assert.Null(AuditChain.Fault(await _office.Audit.ReadAsync()));

        var received = AuditChain.Content(entries[2]).GetProperty("subject");
        Assert.Equal((1, 1), (received.GetProperty("batches").GetInt32(), received.GetProperty("observations").GetInt32()));
        Assert.Equal(64, received.GetProperty("sha256").GetString()!.Length);
        Assert.Equal("B. Akhmetov", AuditChain.Content(entries[3]).GetProperty("person").GetString());

        // The service published, at the instant; the office withdrew.
        var published = AuditChain.Content(entries[7]);
        Assert.Equal(("", "2027-01-15T11:00:00.000000Z"), (published.GetProperty("organisation").GetString(), published.GetProperty("at").GetString()));
        Assert.Equal(1, published.GetProperty("subject").GetProperty("release").GetInt32());
        var withdrawn = AuditChain.Content(entries[8]);
        Assert.Equal(("A. Serikova", "It was wrong."), (withdrawn.GetProperty("person").GetString(), withdrawn.GetProperty("reason").GetString()));
        Assert.Equal(1, withdrawn.GetProperty("subject").GetProperty("withdraws").GetInt32());
    }

    [Fact]
    public async Task Corrections_refusals_purges_and_mappings_are_entered()
    {
        await _office.ReleaseAsync(Append(Series(Key(), Enumerable.Range(2010, 6).Select(year => At($"{year}", 1000)))));
        var revised = await _office.SendAsync(Append(Series(Key(), At("2016", 90000))));
        var replacing = await _office.SendAsync(opening => opening.ReplacesSubmissionId = revised.SubmissionId, Append(Series(Key(), At("2016", 1001))));
        await _office.PublishAsync(replacing);
        await _office.SendAsync(Append(Series(Key("NO_SUCH"), At("2016", 1))));
        await _office.WithdrawAsync(await _office.SendAsync(Year(2017, 1000)));
        await _office.Releases.PurgeObservationsAsync(
            new PurgeObservationsRequest { Key = Key(provider: Provider), Periods = { "2016" }, Reason = "It named somebody." }, cancellationToken: Cancellation);
        await _office.Mappings.SaveMappingAsync(new SaveMappingRequest { Mapping = Mapping() }, cancellationToken: Cancellation);

        // Saved again as it is, it is no new version, and nothing was done.
        await _office.Mappings.SaveMappingAsync(new SaveMappingRequest { Mapping = Mapping() }, cancellationToken: Cancellation);
        Assert.Equal(
            "SUBMISSION_OPEN SUBMISSION_RECEIVED SUBMISSION_PUBLISHED SUBMISSION_OPEN SUBMISSION_RECEIVED JUSTIFY_WARNINGS " +
            "SUBMISSION_OPEN SUBMISSION_RECEIVED SUBMISSION_PUBLISHED SUBMISSION_SUPERSEDED SUBMISSION_OPEN SUBMISSION_REFUSED " +
            "SUBMISSION_OPEN SUBMISSION_RECEIVED SUBMISSION_WITHDRAWN PURGE_OBSERVATIONS SAVE_MAPPING",
            AuditChain.Actions(await ActsAsync()));
        Assert.Null(AuditChain.Fault(await _office.Audit.ReadAsync()));
    }

    [Fact]
    public async Task Others_see_hashes_only_and_can_verify_the_chain_all_the_same()
    {
        var other = _server.As("UZ.STAT", "D. Karimov");
        await _office.ReleaseAsync(Year(2016, 5));
        await other.ReleaseAsync(Append(Series(Key(refArea: "UZ"), At("2016", 6))));
        var (seen, own) = (await other.Audit.ReadAsync(), await _office.Audit.ReadAsync());
        Assert.Equal("SIGN_IN SUBMISSION_OPEN SUBMISSION_RECEIVED SUBMISSION_PUBLISHED", AuditChain.Actions(seen));
        Assert.DoesNotContain(seen, entry => entry.Content.Contains(Provider, StringComparison.Ordinal));
        Assert.Null(AuditChain.Fault(seen));
        Assert.Equal(own.Select(entry => entry.Hash), seen.Take(own.Count).Select(entry => entry.Hash));
        var all = await _server.As("PPMO.OBSERVATORY", "C. Admin", [Role.Administrator]).Audit.ReadAsync();
        Assert.All(all, entry => Assert.NotEmpty(entry.Content));
        Assert.Null(AuditChain.Fault(all));
        Assert.Equal("CALLER_UNKNOWN", (await Office.FailureAsync(() => _server.As("").Audit.ReadAsync())).Reason);
    }

    [Fact]
    public async Task The_head_is_signed_and_is_the_last_entry()
    {
        await _office.ReleaseAsync(Year(2016, 5));
        var head = await _office.Audit.GetAuditHeadAsync(new GetAuditHeadRequest(), cancellationToken: Cancellation);
        var last = (await _office.Audit.ReadAsync())[(int)head.Number - 1];
        Assert.Equal(last.Hash, head.Hash);
        Assert.True(SignedStatement.IsGood(head.Signature, SignedStatement.AuthorityIn(head.Signature)));
        var signed = SignedStatement.Payload(head.Signature);
        Assert.Equal(
            (head.Number, Convert.ToHexStringLower(head.Hash.Span), "2027-01-15T08:00:00.000000Z"),
            (signed.GetProperty("number").GetInt64(), signed.GetProperty("hash").GetString(), signed.GetProperty("at").GetString()));
    }

    [Fact]
    public async Task Fifty_at_once_make_one_chain_without_gaps()
    {
        const int acts = 50;
        var before = (await _office.Audit.ReadAsync()).Count;
        await Task.WhenAll(Enumerable.Range(0, acts).Select(n => _office.Submissions.OpenSubmissionAsync(
            new OpenSubmissionRequest { Organisation = Provider, ClientToken = $"{n}" }, cancellationToken: Cancellation).ResponseAsync));
        var entries = await _office.Audit.ReadAsync();
        Assert.Equal(before + acts, entries.Count);
        Assert.Null(AuditChain.Fault(entries));
        Assert.Equal(acts, entries.Skip(before).Select(entry => AuditChain.Content(entry).GetProperty("subject").GetProperty("submission").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Neither_is_there_without_the_other()
    {
        var submission = await _office.SendAsync(Year(2016, 5));
        var before = await _office.Audit.ReadAsync();
        Assert.Equal("APPROVER_NOT_ALLOWED", (await Office.FailureAsync(() => _office.ApproveAsync(submission))).Reason);
        Assert.Equal(before, (await _office.Audit.ReadAsync()).Take(before.Count));
        Assert.Equal("", AuditChain.Actions((await ActsAsync()).Skip(before.Count(entry => !entry.Content.Contains("SIGN_IN", StringComparison.Ordinal)))));

        await ExecuteAsync("ALTER FUNCTION append_audit_entry RENAME TO gone");
        Assert.Equal("INTERNAL", (await Office.FailureAsync(() => _office.PublishAsync(submission))).Reason);
        await ExecuteAsync("ALTER FUNCTION gone RENAME TO append_audit_entry");
        Assert.Equal(SubmissionState.Received, await _office.StateAsync(submission));
        Assert.Equal("", await _office.ReadTextAsync());
        await _office.PublishAsync(submission);
        Assert.Null(AuditChain.Fault(await _office.Audit.ReadAsync()));
    }

    [Fact]
    public async Task Watching_shows_what_comes_and_a_shutdown_says_so()
    {
        await _office.ReleaseAsync(Year(2016, 5));
        var last = (await _office.Audit.ReadAsync())[^1].Number;
        using var watch = _office.Audit.StreamAuditEntries(new StreamAuditEntriesRequest { AfterNumber = last, Watch = true }, cancellationToken: Cancellation);
        var next = watch.ResponseStream.MoveNext(Cancellation);
        Assert.False(next.IsCompleted);
        await _office.Submissions.OpenSubmissionAsync(new OpenSubmissionRequest { Organisation = Provider, ClientToken = "x" }, cancellationToken: Cancellation);
        Assert.True(await next);
        Assert.Equal(last + 1, watch.ResponseStream.Current.Entries[0].Number);

        var end = watch.ResponseStream.MoveNext(Cancellation);
        await _server.StopAsync();
        Assert.Equal("SHUTTING_DOWN", Failure.Of(await Assert.ThrowsAsync<RpcException>(() => end)).Reason);
    }

    private static StagedSeries Year(int year, decimal value) => Append(Series(Key(), At($"{year}", value)));

    private static StructureMap Mapping() => new()
    {
        Organisation = Provider,
        MappingId = "BORDER",
        Components =
        {
            Fixed("FREQ", "A"), Fixed("INDICATOR", "BRD_ENTRY_TOT"), Fixed("REF_AREA", "KZ"),
            new ComponentMap { Concept = "COUNTERPART_AREA", Columns = { "country" } },
            new ComponentMap { Concept = "TIME_PERIOD", Columns = { "year" } },
        },
        Figures = { new FiguresMap { Column = "crossings" } },
    };

    private static ComponentMap Fixed(string concept, string code) => new() { Concept = concept, Fixed = code };

    // Without sign-ins, which are not what these are about.
    private async Task<List<AuditEntry>> ActsAsync() =>
        [.. (await _office.Audit.ReadAsync()).Where(entry => entry.Content.Length > 0 && !entry.Content.Contains("SIGN_IN", StringComparison.Ordinal))];

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
