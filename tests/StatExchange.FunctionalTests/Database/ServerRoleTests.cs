using Npgsql;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server.Database;
using StatExchange.Server.Hosting;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Database;

/// <summary>The server works with the rights of a role that can neither change the audit trail nor pass row-level security.</summary>
public sealed class ServerRoleTests(PostgresCluster cluster)
{
    private const string Password = "a-password-of-tests";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What it may not do to the audit trail: AuditPrivilegeTests.
    public static TheoryData<string> Tampering =>
        ["DELETE FROM schemaversions", "ALTER ROLE statexchange_server BYPASSRLS", "SET ROLE postgres"];

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task It_takes_no_right_that_it_has_not(string tampering)
    {
        await using var server = await InProcessServer.StartAsync(await cluster.CreateDatabaseAsync(), InProcessServer.NewClock());
        var database = server.Service<NpgsqlDataSource>();
        await using (var command = database.CreateCommand(tampering))
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await using (var command = database.CreateCommand("SELECT current_user::text"))
            Assert.Equal("statexchange_server", await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_login_that_is_only_a_member_serves_what_another_one_owns()
    {
        var owner = await cluster.CreateDatabaseAsync();
        await using (await InProcessServer.StartAsync(owner, InProcessServer.NewClock()))
        {
            // Whoever comes first makes the role.
        }

        var member = await CreateLoginAsync(owner);
        await cluster.AdministerAsync($"GRANT statexchange_server TO {member.Username}");
        await using var server = await InProcessServer.StartAsync(
            member.ConnectionString, InProcessServer.NewClock(), ("Database:OwnerConnectionString", owner));
        var office = server.As(Provider, "A. Serikova");
        await office.ReleaseAsync(Append(Series(Key(), At("2016", 5), At("2017", 6) with { ConfidentialityStatus = 'C' })));
        await office.ReleaseAsync(Append(Series(Key(), At("2016", 7))));
        Assert.Equal("2016=7 2017=6", await office.ReadTextAsync());
        Assert.Equal("2016=7 2017=Q", await server.As("").ReadTextAsync());
        await office.Releases.PurgeObservationsAsync(
            new PurgeObservationsRequest { Key = Key(provider: Provider), Periods = { "2016" }, Reason = "It named somebody." }, cancellationToken: Cancellation);
        Assert.Equal("2016=Q 2017=6", await office.ReadTextAsync());

        // Nothing leads from the server's own connection to what is the owner's.
        await using var connection = await server.Service<NpgsqlDataSource>().OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand("RESET ROLE; SET ROLE NONE; DELETE FROM audit_entry", connection);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation))).SqlState);
    }

    [Fact]
    public async Task A_login_that_may_not_make_the_role_is_told_what_an_administrator_has_to_run()
    {
        var login = await CreateLoginAsync(await cluster.CreateDatabaseAsync());
        await cluster.AdministerAsync($"ALTER DATABASE {login.Database} OWNER TO {login.Username}");
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => InProcessServer.StartAsync(login.ConnectionString, InProcessServer.NewClock()));
        Assert.Contains($"CREATE ROLE statexchange_server; GRANT statexchange_server TO \"{login.Username}\";", refused.Message, StringComparison.Ordinal);

        await cluster.AdministerAsync($"GRANT statexchange_server TO {login.Username}");
        await using var server = await InProcessServer.StartAsync(login.ConnectionString, InProcessServer.NewClock());
        await server.As(Provider).ReleaseAsync(Append(Series(Key(), At("2016", 5))));
        Assert.Equal("2016=5", await server.As("").ReadTextAsync());
    }

    [Fact]
    public async Task A_login_that_does_not_own_the_database_is_told_so()
    {
        var login = await CreateLoginAsync(await cluster.CreateDatabaseAsync(), "CREATEROLE");
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => InProcessServer.StartAsync(login.ConnectionString, InProcessServer.NewClock()));
        Assert.Contains("OWNER TO", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_databases_of_a_new_cluster_make_it_at_once()
    {
        await using var fresh = new PostgresCluster();
        await fresh.InitializeAsync();
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fresh.CreateDatabaseAsync()));
        var members = await Task.WhenAll(databases.Select(async database =>
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(Cancellation);
            await ServerRole.EnsureAsync(connection, Cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_has_role('statexchange_server', 'USAGE')", connection);
            return (bool)(await command.ExecuteScalarAsync(Cancellation))!;
        }));
        Assert.All(members, Assert.True);
    }

    // Of a new name, so that nobody else's rights are its own.
    private async Task<NpgsqlConnectionStringBuilder> CreateLoginAsync(string database, string rights = "")
    {
        var login = new NpgsqlConnectionStringBuilder(database) { Username = $"login_{Guid.NewGuid():N}", Password = Password };
        await cluster.AdministerAsync($"CREATE ROLE {login.Username} LOGIN {rights} PASSWORD '{Password}'");
        return login;
    }
}
