namespace StatExchange.FunctionalTests.Database;

/// <summary>What the embedded PostgreSQL offers, and that it keeps its data and its password.</summary>
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnswersInUtf8WithChecksumsAndWithoutASocket()
    {
        await using var postgres = await _folder.StartAsync();

        Assert.Equal(1, await TemporaryDataFolder.AskAsync(postgres.ConnectionString, "SELECT 1"));
        Assert.Equal("statexchange", await TemporaryDataFolder.AskAsync(postgres.ConnectionString, "SELECT current_database()"));
        Assert.Equal("UTF8", await TemporaryDataFolder.AskAsync(postgres.ConnectionString, "SHOW server_encoding"));
        Assert.Equal("C", await TemporaryDataFolder.AskAsync(
            postgres.ConnectionString, "SELECT datcollate FROM pg_database WHERE datname = current_database()"));
        Assert.Equal("on", await TemporaryDataFolder.AskAsync(postgres.ConnectionString, "SHOW data_checksums"));
        Assert.Equal("on", await TemporaryDataFolder.AskAsync(postgres.ConnectionString, "SHOW fsync"));
        Assert.Equal("127.0.0.1", await TemporaryDataFolder.AskAsync(postgres.ConnectionString, "SHOW listen_addresses"));
    }

    [Fact]
    public async Task WorksAsTheOwnerWhomRowLevelSecurityCanHold()
    {
        await using var postgres = await _folder.StartAsync();

        Assert.Equal(false, await TemporaryDataFolder.AskAsync(
            postgres.ConnectionString, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"));
        Assert.Equal(true, await TemporaryDataFolder.AskAsync(
            postgres.ConnectionString, "SELECT datdba::regrole::text = current_user FROM pg_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task KeepsDataOverStopAndStart()
    {
        await using (var first = await _folder.StartAsync())
        {
            await TemporaryDataFolder.AskAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 2460.2 AS value");
        }
        Assert.False(File.Exists(Path.Combine(_folder.Cluster, "postmaster.pid")));

        await using var second = await _folder.StartAsync();
        Assert.Equal(2460.2m, await TemporaryDataFolder.AskAsync(second.ConnectionString, "SELECT value FROM kept"));
    }

    [Fact]
    public async Task StopsOnceHoweverOftenItIsDisposed()
    {
        var postgres = await _folder.StartAsync();
        await postgres.DisposeAsync();

        await using var next = await _folder.StartAsync();
        await postgres.DisposeAsync();

        Assert.Equal(1, await TemporaryDataFolder.AskAsync(next.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task RefusesWhoeverDoesNotKnowThePassword()
    {
        await using var postgres = await _folder.StartAsync();
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guess" };

        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => TemporaryDataFolder.AskAsync(wrong.ConnectionString, "SELECT 1"));

        Assert.Equal(Npgsql.PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task ShowsThePasswordInNoLogAndOnlyToTheOwnerOfItsFile()
    {
        await using (await _folder.StartAsync())
        {
        }
        var password = await File.ReadAllTextAsync(_folder.In("password"), TestContext.Current.CancellationToken);

        var log = await File.ReadAllTextAsync(_folder.In("postgresql.log"), TestContext.Current.CancellationToken);

        Assert.Equal(64, password.Length);
        Assert.DoesNotContain(password, log, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(_folder.In("password")).UnixFileMode);
    }
}
