using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using StatExchange.Server.Database.Embedded;

namespace StatExchange.FunctionalTests.Database;

/// <summary>What an operator is told when the embedded PostgreSQL cannot start.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresRefusalTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NamesFolderAndProcessThatHoldsIt()
    {
        using var holder = ServerProcess.Start(_folder);
        var connection = await holder.ReadyAsync();

        var message = await _folder.StartRefusedAsync();

        Assert.Contains(_folder.Path, message, StringComparison.Ordinal);
        Assert.Contains(holder.Id.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
        Assert.Equal(1, await TemporaryDataFolder.AskAsync(connection, "SELECT 1"));
    }

    [Fact]
    public async Task NamesTheOptionThatIsOutOfRange()
    {
        var options = new EmbeddedPostgresOptions { DataFolder = _folder.Path, StartTimeout = TimeSpan.Zero };

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(
            options, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Contains(nameof(options.StartTimeout), refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path));
    }

    [Fact]
    public async Task NamesTheConfiguredFolderWithoutPostgres()
    {
        var empty = Directory.CreateDirectory(_folder.In("empty")).FullName;

        var message = await _folder.StartRefusedAsync(binaries: empty);

        Assert.Contains("BinariesFolder", message, StringComparison.Ordinal);
        Assert.Contains(empty, message, StringComparison.Ordinal);
        Assert.Contains("initdb", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesPostgresThatIsTooOld()
    {
        var old = Directory.CreateDirectory(_folder.In("old")).FullName;
        foreach (var program in new[] { "initdb", "pg_ctl", "postgres" })
        {
            await File.WriteAllTextAsync(
                Path.Combine(old, program), "#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n", TestContext.Current.CancellationToken);
            File.SetUnixFileMode(Path.Combine(old, program), Executable);
        }

        var message = await _folder.StartRefusedAsync(binaries: old);

        Assert.Contains($"14.9 in {old}", message, StringComparison.Ordinal);
        Assert.Contains("15 or newer", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesTheVersionThatTheClusterNeeds()
    {
        await using (await _folder.StartAsync())
        {
        }
        await File.WriteAllTextAsync(Path.Combine(_folder.Cluster, "PG_VERSION"), "12\n", TestContext.Current.CancellationToken);

        var message = await _folder.StartRefusedAsync();

        Assert.Contains("made by PostgreSQL 12", message, StringComparison.Ordinal);
        Assert.Contains(_folder.Cluster, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsTheEndOfTheLogAndStartsOnceMended()
    {
        await using (await _folder.StartAsync())
        {
        }
        var settings = Path.Combine(_folder.Cluster, "postgresql.conf");
        var good = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(settings, "shared_buffers = plenty\n", TestContext.Current.CancellationToken);

        var message = await _folder.StartRefusedAsync();

        Assert.Contains("invalid value for parameter \"shared_buffers\"", message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(settings, good, TestContext.Current.CancellationToken);
        await using var mended = await _folder.StartAsync();
        Assert.Equal(1, await TemporaryDataFolder.AskAsync(mended.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task AsksForTheLostPassword()
    {
        await using (await _folder.StartAsync())
        {
        }
        File.Delete(_folder.In("password"));

        Assert.Contains(_folder.In("password"), await _folder.StartRefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesTheFolderThatPostgresCannotPass()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs PostgreSQL as somebody else");
        Directory.CreateDirectory(_folder.Path, Executable);

        Assert.Contains($"chmod o+x '{_folder.Path}'", await _folder.StartRefusedAsync(), StringComparison.Ordinal);
    }
}
