using System.Text.Json;
using DbUp;
using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server;
using StatExchange.Server.Database;

namespace StatExchange.FunctionalTests.Audit;

/// <summary>What was written into the trail before it was a chain becomes its beginning; JSON is written as RFC 8785 says.</summary>
public sealed class AuditMigrationTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_from_before_begin_the_chain()
    {
        var database = new NpgsqlConnectionStringBuilder(await cluster.CreateDatabaseAsync()) { Pooling = false }.ConnectionString;
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.OpenAsync(Cancellation);
            await ServerRole.EnsureAsync(connection, Cancellation);
            var migrated = DeployChanges.To.PostgresqlDatabase(database)
                .WithScriptsEmbeddedInAssembly(typeof(ServerAssembly).Assembly, name => IsBefore(name, "0009"))
                .WithTransactionPerScript().WithVariablesDisabled().LogToNowhere().Build().PerformUpgrade();
            Assert.True(migrated.Successful, migrated.Error?.Message);
            await using var insert = new NpgsqlCommand(
                """
                INSERT INTO audit_entry (at, organisation, person, action, subject, reason) VALUES
                    ('2026-11-01 12:00:00.5+05', 'KZ.BORDER', 'Ә. "S"', 'SET_SUBMISSION_POLICY', '{"requires_approval": true}', ''),
                    ('2026-11-02 12:00:00+00', 'UZ.STAT', '', 'PURGE_OBSERVATIONS', '{"vintages": 2, "periods": [2016, 2017], "release": 3}', E'why\nnot')
                """, connection);
            await insert.ExecuteNonQueryAsync(Cancellation);
        }

        await using var server = await InProcessServer.StartAsync(database, InProcessServer.NewClock());
        var entries = await server.As("KZ.BORDER").Audit.ReadAsync();
        Assert.Null(AuditChain.Fault(entries));
        Assert.Equal(
            """{"action":"SET_SUBMISSION_POLICY","at":"2026-11-01T07:00:00.500000Z","number":1,"organisation":"KZ.BORDER","person":"Ә. \"S\"","reason":"","subject":{"requires_approval":true}}""",
            entries[0].Content);
        Assert.Equal(
            """{"action":"PURGE_OBSERVATIONS","at":"2026-11-02T12:00:00.000000Z","number":2,"organisation":"UZ.STAT","person":"","reason":"why\nnot","subject":{"periods":[2016,2017],"release":3,"vintages":2}}""",
            (await server.As("UZ.STAT").Audit.ReadAsync())[1].Content);
    }

    // The examples of RFC 8785, section 3.2.2 and 3.2.3; no number of ours has a fraction, no name of ours lies beyond U+FFFF.
    [Theory]
    [InlineData("""{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}""", """{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData(
        """{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Dalet", "1": "One", "\u0080": "Control\u007f", "\u00f6": "o"}""",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\u007f\",\"ö\":\"o\",\"€\":\"Euro Sign\",\"\uFB33\":\"Dalet\"}")]
    [InlineData("""{"b": {}, "a": [], "aa": "\ud83d\ude00"}""", """{"a":[],"aa":"😀","b":{}}""")]
    public async Task Json_is_canonical(string json, string canonical)
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var server = await InProcessServer.StartAsync(database, InProcessServer.NewClock());
        await using var command = server.Service<NpgsqlDataSource>().CreateCommand("SELECT canonical_json($1::jsonb)");
        command.Parameters.AddWithValue(json);
        Assert.Equal(canonical, await command.ExecuteScalarAsync(Cancellation));
        Assert.Equal(canonical, AuditChain.Canonical(JsonDocument.Parse(json).RootElement));
    }

    private static bool IsBefore(string resource, string number) =>
        resource.EndsWith(".sql", StringComparison.Ordinal) && string.CompareOrdinal(resource.Split('.')[^2][..number.Length], number) < 0;
}
