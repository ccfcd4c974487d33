using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Audit;

/// <summary>Whoever changes the audit trail on purpose, as its owner can, is found out.</summary>
public sealed class TamperingTests(PostgresCluster cluster) : IAsyncLifetime
{
    private string _database = null!;
    private InProcessServer _server = null!;
    private Office _office = null!;

    // As the owner, with the trigger off, on the first entry that the office sees and the two behind it; then what the chain shows.
    public static TheoryData<string, string> Tamperings => new()
    {
        { "UPDATE audit_entry SET content = replace(content, 'A. Serikova', 'B. Akhmetov') WHERE number = @1", "@1 has another content" },
        {
            """
            UPDATE audit_entry SET content = replace(content, 'A. Serikova', 'B. Akhmetov'),
                content_hash = sha256(convert_to(replace(content, 'A. Serikova', 'B. Akhmetov'), 'UTF8')) WHERE number = @1
            """,
            "@1 has another hash"
        },
        { "UPDATE audit_entry SET hash = content_hash WHERE number = @2", "@2 has another hash" },
        { "DELETE FROM audit_entry WHERE number = @1", "@1 is missing" },
        { "DELETE FROM audit_entry WHERE number = @1; UPDATE audit_entry SET number = number - 1 WHERE number > @1", "@1 is not canonical, or another's" },
        {
            "UPDATE audit_entry a SET content = b.content, content_hash = b.content_hash FROM audit_entry b WHERE (a.number, b.number) IN ((@1, @2), (@2, @1))",
            "@1 is not canonical, or another's"
        },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        _server = await InProcessServer.StartAsync(_database, InProcessServer.NewClock());
        _office = _server.As(Provider, "A. Serikova");
        await _office.ReleaseAsync(Append(Series(Key(), At("2016", 5))));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task What_the_owner_changes_on_purpose_shows(string sql, string fault)
    {
        var entries = await _office.Audit.ReadAsync();
        Assert.Null(AuditChain.Fault(entries));
        var first = entries.First(entry => entry.Content.Length > 0).Number;
        await TamperAsync(Numbered(sql));
        Assert.Equal(Numbered(fault), AuditChain.Fault(await _office.Audit.ReadAsync()));

        string Numbered(string text) =>
            text.Replace("@1", $"{first}", StringComparison.Ordinal).Replace("@2", $"{first + 1}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_kept_a_signed_head_finds_the_end_missing()
    {
        var head = await _office.Audit.GetAuditHeadAsync(new GetAuditHeadRequest(), cancellationToken: Cancellation);
        await TamperAsync($"DELETE FROM audit_entry WHERE number = {head.Number}");
        var entries = await _office.Audit.ReadAsync();
        Assert.Null(AuditChain.Fault(entries));
        Assert.True(SignedStatement.IsGood(head.Signature, SignedStatement.AuthorityIn(head.Signature)));
        Assert.True(entries[^1].Number < SignedStatement.Payload(head.Signature).GetProperty("number").GetInt64());
    }

    private async Task TamperAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"ALTER TABLE audit_entry DISABLE TRIGGER refuse_change; {sql}", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
