namespace StatExchange.FunctionalTests.Database;

/// <summary>What the embedded PostgreSQL makes of what a kill left behind.</summary>
public sealed class EmbeddedPostgresRecoveryTests : IDisposable
{
    private readonly TemporaryDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TakesOverFromAKilledServer()
    {
        using var killed = ServerProcess.Start(_folder);
        await TemporaryDataFolder.AskAsync(await killed.ReadyAsync(), "CREATE TABLE kept AS SELECT 42 AS value");
        await killed.KillAsync();
        using var orphan = _folder.Postmaster();
        Assert.False(orphan.HasExited);

        await using var next = await _folder.StartAsync();

        Assert.Equal(42, await TemporaryDataFolder.AskAsync(next.ConnectionString, "SELECT value FROM kept"));
        using var postmaster = _folder.Postmaster();
        Assert.NotEqual(orphan.Id, postmaster.Id);
    }

    [Fact]
    public async Task RecoversFromAKilledPostmaster()
    {
        await using (var first = await _folder.StartAsync())
        {
            await TemporaryDataFolder.AskAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS value");
            using var postmaster = _folder.Postmaster();
            postmaster.Kill();
        }

        await using var next = await _folder.StartAsync();
        Assert.Equal(42, await TemporaryDataFolder.AskAsync(next.ConnectionString, "SELECT value FROM kept"));
    }

    [Fact]
    public async Task RecoversWhenServerAndPostmasterAreKilled()
    {
        using var killed = ServerProcess.Start(_folder);
        await TemporaryDataFolder.AskAsync(await killed.ReadyAsync(), "CREATE TABLE kept AS SELECT 42 AS value");
        using var postmaster = _folder.Postmaster();
        await killed.KillAsync();
        postmaster.Kill();

        await using var next = await _folder.StartAsync();
        Assert.Equal(42, await TemporaryDataFolder.AskAsync(next.ConnectionString, "SELECT value FROM kept"));
    }

    [Fact]
    public async Task IsNotHeldUpByAnotherProcessOfThePostmastersNumber()
    {
        await using (await _folder.StartAsync())
        {
        }
        // As after a restart of the machine: the number of a postmaster that is gone is now somebody else's, here our own.
        var file = Path.Combine(_folder.Cluster, "postmaster.pid");
        await File.WriteAllTextAsync(file, $"{Environment.ProcessId}\n{_folder.Cluster}\n", TestContext.Current.CancellationToken);

        await using var next = await _folder.StartAsync();
        Assert.Equal(1, await TemporaryDataFolder.AskAsync(next.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task MakesAClusterAnewWhenItsMakingWasKilled()
    {
        using var killed = ServerProcess.Start(_folder);
        while (!Directory.Exists(_folder.In("cluster.new")) && !Directory.Exists(_folder.Cluster)) await Task.Yield();
        await killed.KillAsync();

        await using var next = await _folder.StartAsync();
        Assert.Equal(1, await TemporaryDataFolder.AskAsync(next.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task MakesAClusterAnewOverTheRemainsOfAnEarlierAttempt()
    {
        var remains = Directory.CreateDirectory(Path.Combine(_folder.Path, "cluster.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(remains.FullName, "half"), "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.In("password"), "half", TestContext.Current.CancellationToken);

        await using var postgres = await _folder.StartAsync();

        Assert.Equal(1, await TemporaryDataFolder.AskAsync(postgres.ConnectionString, "SELECT 1"));
        Assert.False(Directory.Exists(_folder.In("cluster.new")));
    }
}
