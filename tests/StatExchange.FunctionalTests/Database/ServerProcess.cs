using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using StatExchange.Server.Database.Embedded;

namespace StatExchange.FunctionalTests.Database;

/// <summary>
/// Another process that runs an embedded PostgreSQL, so that a test can kill it as an operator or the kernel would. It is this very
/// assembly, started with a variable set.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Variable = "STATEXCHANGE_TEST_EMBEDDED_POSTGRES";

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ServerProcess Start(TemporaryDataFolder folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ServerProcess).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[Variable] = folder.Path;
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it has started PostgreSQL.</summary>
    /// <returns>The connection string.</returns>
    public async Task<string> ReadyAsync() =>
        await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException("The server process ended before PostgreSQL had started");

    /// <summary>kill -9: it can do nothing about it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        // The end of its input ends it in good order, unless it is dead already.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Runs before the test runner's own entry point, whichever that is. All that waits is in the server's assembly: other threads
    // cannot enter this one before its initializer has ended.
    [ModuleInitializer]
    internal static void RunInstead()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder) return;
        var options = new EmbeddedPostgresOptions { DataFolder = folder };
        var postgres = EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None)
            .GetAwaiter().GetResult();
        Console.WriteLine(postgres.ConnectionString);
        Console.In.ReadToEnd();
        postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}
