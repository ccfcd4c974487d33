using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>A server with its database, the organisation that has restricted figures in it, one that sees them by a grant, and others.</summary>
internal sealed class RestrictedDatabase : IAsyncDisposable
{
    public const string Grantee = "EU.FRONTEX";
    public const string Foreigner = "UZ.STAT";

    private RestrictedDatabase(string connectionString, InProcessServer server)
    {
        (ConnectionString, Server) = (connectionString, server);
        Owner = server.As(Figures.Provider, "A. Serikova");
    }

    public string ConnectionString { get; }

    public InProcessServer Server { get; }

    public Office Owner { get; }

    /// <summary>Those who see what is public: somebody of another organisation, and nobody.</summary>
    public IReadOnlyList<Office> Public => [Server.As(Foreigner), Server.As("")];

    /// <summary>Those who see everything: the provider, and whom it granted access.</summary>
    public IReadOnlyList<Office> Insiders => [Owner, Server.As(Grantee)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RestrictedDatabase> StartAsync(PostgresCluster cluster)
    {
        var connectionString = await cluster.CreateDatabaseAsync();
        var database = new RestrictedDatabase(connectionString, await InProcessServer.StartAsync(connectionString, InProcessServer.NewClock()));
        await database.GrantAsync("'{BRD_ENTRY_TOT,BRD_EXIT_TOT}'");
        return database;
    }

    /// <summary>Grants what the grantee sees.</summary>
    public Task GrantAsync(string indicators, string expires = "NULL") => LinesAsync(
        $"""
        INSERT INTO access_grant (grant_id, provider, grantee, indicators, granted_at, granted_by, expires_at)
        VALUES (gen_random_uuid(), '{Figures.Provider}', '{Grantee}', {indicators}, now(), 'A. Serikova', {expires}) RETURNING ''
        """);

    /// <summary>"2016=5 2017=QC": with the confidentiality status of what is not free.</summary>
    public static string Text(Series series) => string.Join(' ', Figures.Text(series).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((text, position) => series.ConfStatus.Length == 0 || series.ConfStatus[position] == 'F' ? text : text + series.ConfStatus[position]));

    public static async Task<string> ReadAsync(Office office, long? release = null) =>
        string.Join(" | ", (await office.ReadAsync(asOf: release is { } id ? Office.After(id) : null)).Select(Text));

    /// <summary>Asserts what those see who may and those who may not, now or as of a release.</summary>
    public async Task AssertSeenAsync(string truth, string shown, long? release = null)
    {
        foreach (var office in Insiders)
            Assert.Equal(truth, await ReadAsync(office, release));
        foreach (var office in Public)
            Assert.Equal(shown, await ReadAsync(office, release));
    }

    public async Task<List<string>> LinesAsync(string sql, string? organisation = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        if (organisation is not null)
        {
            await using var identify = new NpgsqlCommand($"SET LOCAL ROLE statexchange_server; SET LOCAL statexchange.organisation = '{organisation}'", connection);
            await identify.ExecuteNonQueryAsync(Cancellation);
        }

        var lines = new List<string>();
        await using (var command = new NpgsqlCommand(sql, connection))
        {
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
                lines.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        }

        await transaction.CommitAsync(Cancellation);
        return lines;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
