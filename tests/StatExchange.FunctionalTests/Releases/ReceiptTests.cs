using System.Security.Cryptography;
using System.Text;
using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Releases;

/// <summary>A receipt proves what was received and what was published of it, and stays the same for good.</summary>
public sealed class ReceiptTests(PostgresCluster cluster) : IAsyncLifetime
{
    // The codes of the key in the order of the dimensions, whose breakdowns are totals or do not apply.
    private const string Entries = "KZ.BORDER:A:BRD_ENTRY_TOT:KZ:CN:_Z:_Z:_T:_T:_Z:_Z:_Z:_Z:_T:_Z:_Z:_Z:_Z";

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
    public async Task It_says_what_was_sent_and_what_was_published()
    {
        StagedSeries[] sent =
        [
            Append(Series(Key(counterpart: "UZ"), At("2016", 3))),
            Append(Series(Key(), At("2015", 100), At("2016", 2407.50m), At("2017", null, 'L'))),
        ];
        var release = await _office.ReleaseAsync(sent);
        var (receipt, signature) = await GetAsync(release.ReleaseId);
        Assert.True(SignedStatement.IsGood(signature, SignedStatement.AuthorityIn(signature)));
        Assert.Equal($"{release.ReleaseId}", SignedStatement.Payload(signature).GetProperty("releaseId").GetString());
        Assert.Equal(
            (release.ReleaseId, ReleaseKind.Publication, Provider, release.SubmissionId, "figures.csv", 1, 4L, 4L),
            (receipt.ReleaseId, receipt.Kind, receipt.Organisation, receipt.SubmissionId, receipt.SourceName, receipt.ReceivedBatches, receipt.ReceivedObservations, receipt.ObservationsAdded));
        Assert.Equal(release.PublishedAt, receipt.PublishedAt);
        Assert.Equal(UploadDigest.Of([UploadDigest.Of(new UploadBatch { Number = 1, Series = { sent } })]), receipt.ReceivedSha256.ToByteArray());
        Assert.Equal(
            Sha256(Entries, "2015,100,A,F", "2016,2407.5,A,F", "2017,,L,F", Entries.Replace(":CN:", ":UZ:", StringComparison.Ordinal), "2016,3,A,F"),
            Hex(receipt.PublishedSha256));

        // Of what comes later it says what that changed, and what it deleted.
        var second = await _office.ReleaseAsync(
            Append(Series(Key(), At("2015", 100), At("2016", 5))), Do(SeriesAction.Delete, new Series { Key = Key(), Periods = { 2017 } }));
        Assert.Equal(Sha256(Entries, "2016,5,A,F", "2017,,-,"), Hex((await GetAsync(second.ReleaseId)).Receipt.PublishedSha256));
    }

    [Fact]
    public async Task It_stays_the_same_whatever_comes_later()
    {
        var first = await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100), At("2016", 1))));
        var second = await _office.ReleaseAsync(Append(Series(Key(), At("2016", 2))));
        var before = await GetAsync(first.ReleaseId);
        var withdrawal = await _office.WithdrawReleaseAsync(second.ReleaseId);
        var purge = await _office.Releases.PurgeObservationsAsync(
            new PurgeObservationsRequest { Key = Key(provider: Provider), Periods = { "2015" }, Reason = "It named somebody." }, cancellationToken: Cancellation);
        Assert.Equal(before, await GetAsync(first.ReleaseId));

        // That of the second was made before the purge took what it is made from; nobody had asked for it.
        Assert.Equal(Sha256(Entries, "2016,2,A,F"), Hex((await GetAsync(second.ReleaseId)).Receipt.PublishedSha256));
        var withdrawn = (await GetAsync(withdrawal.Release.ReleaseId)).Receipt;
        Assert.Equal((ReleaseKind.Withdrawal, "", 0), (withdrawn.Kind, withdrawn.SubmissionId, withdrawn.ReceivedBatches));
        Assert.Equal(Sha256(Entries, "2016,1,A,F"), Hex(withdrawn.PublishedSha256));
        Assert.Equal(Sha256(Entries, "2015,,Q,C"), Hex((await GetAsync(purge.Release.ReleaseId)).Receipt.PublishedSha256));

        await using var other = await InProcessServer.StartAsync(_database, InProcessServer.NewClock());
        Assert.Equal(before.Signature, (await other.As(Provider).Releases.GetReceiptAsync(
            new GetReceiptRequest { ReleaseId = first.ReleaseId }, cancellationToken: Cancellation)).Signature);
    }

    [Fact]
    public async Task Tampering_with_it_shows()
    {
        var release = await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100))));
        var signature = (await GetAsync(release.ReleaseId)).Signature;
        var authority = SignedStatement.AuthorityIn(signature);
        Assert.True(SignedStatement.IsGood(signature, authority));

        // In the database, as its owner, and on the way.
        var forged = Forge(signature);
        await ScalarAsync($"ALTER TABLE receipt DISABLE TRIGGER refuse_change; UPDATE receipt SET signature = '{forged}'");
        var (receipt, shown) = await GetAsync(release.ReleaseId);
        Assert.Equal(2, receipt.ObservationsAdded);
        Assert.False(SignedStatement.IsGood(shown, authority));
    }

    [Fact]
    public async Task It_is_for_the_organisation_that_released()
    {
        var release = await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100))));
        var request = new GetReceiptRequest { ReleaseId = release.ReleaseId };
        Assert.Equal("NOT_ALLOWED", (await Office.FailureAsync(async () => await _server.As("UZ.STAT").Releases.GetReceiptAsync(request, cancellationToken: Cancellation))).Reason);
        Assert.Equal("CALLER_UNKNOWN", (await Office.FailureAsync(async () => await _server.As("").Releases.GetReceiptAsync(request, cancellationToken: Cancellation))).Reason);
        request.ReleaseId = 99;
        Assert.Equal("RELEASE_NOT_FOUND", (await Office.FailureAsync(async () => await _office.Releases.GetReceiptAsync(request, cancellationToken: Cancellation))).Reason);
    }

    [Fact]
    public async Task It_is_made_without_being_asked_for()
    {
        await _office.ReleaseAsync(Append(Series(Key(), At("2015", 100))));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (await ScalarAsync("SELECT count(*) FROM receipt") is 0L)
        {
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        }
    }

    [Fact]
    public async Task What_was_received_is_summed_up_over_cuts_and_restarts()
    {
        StagedSeries[] years = [.. Enumerable.Range(2010, 4).Select(year => Append(Series(Key(), At($"{year}", year)), firstRow: year))];
        await using var server = await ServerUnderTest.StartAsync(_database);
        var submission = await server.Client.OpenAsync(Provider);
        using (var stream = await UploadStream.StartAsync(server, submission.Id))
        {
            await stream.StageAsync(1, years[0]);
            await stream.StageAsync(2, years[1]);
            await server.KillAsync();
        }

        await using var next = await ServerUnderTest.StartAsync(_database);
        using (var stream = await UploadStream.StartAsync(next, submission.Id))
        {
            await stream.SendAsync(2, years[1]);
            await stream.StageAsync(3, years[2]);
        }

        using (var stream = await UploadStream.StartAsync(next, submission.Id))
        {
            await stream.StageAsync(4, years[3]);
            await stream.EndAsync(4, 4);
        }

        var published = await _office.PublishAsync((await _office.Submissions.GetSubmissionAsync(
            new GetSubmissionRequest { SubmissionId = submission.Id }, cancellationToken: Cancellation)).Submission);
        Assert.Equal(
            UploadDigest.Of(years.Select((year, index) => UploadDigest.Of(new UploadBatch { Number = index + 1, Series = { year } }))),
            (await GetAsync(published.Release.ReleaseId)).Receipt.ReceivedSha256.ToByteArray());
    }

    private static string Sha256(params string[] lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")))));

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Forge(string signature)
    {
        var parts = signature.Split('.');
        var payload = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        var forged = payload.Replace("\"observationsAdded\": \"1\"", "\"observationsAdded\": \"2\"", StringComparison.Ordinal);
        Assert.NotEqual(payload, forged);
        return $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged))}.{parts[2]}";
    }

    private async Task<(Receipt Receipt, string Signature)> GetAsync(long releaseId)
    {
        var response = await _office.Releases.GetReceiptAsync(new GetReceiptRequest { ReleaseId = releaseId }, cancellationToken: Cancellation);
        return (response.Receipt, response.Signature);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
