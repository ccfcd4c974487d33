using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using StatExchange.Client;
using StatExchange.Server;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>
/// The real server, in a process of its own, so that it can be killed and its memory measured. An error in its log that the
/// test does not expect fails the test.
/// </summary>
public sealed partial class ServerUnderTest : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private GrpcChannel? _channel;
    private readonly ConcurrentDictionary<string, ActingCaller> _callers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerUnderTest(ProcessStartInfo start, string? connectionString)
    {
        Own = new OwnOrganisation(connectionString ?? string.Empty);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The server ended: {Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address => _address.Task.Result;

    public StatExchangeClient Client { get; private set; } = null!;

    public bool ErrorsExpected { get; set; }

    /// <summary>The contract itself, for what the client library keeps from its users. Who calls is not said.</summary>
    public GrpcChannel Channel => _channel ??= GrpcChannel.ForAddress(
        Address, new GrpcChannelOptions { MaxReceiveMessageSize = new StatExchangeClientOptions().MaxMessageBytes });

    /// <summary>Calls that bring the token of whoever their metadata states.</summary>
    public CallInvoker Invoker => Channel.Intercept(TestTokens.Bring);

    /// <summary>Submissions, each as its own organisation.</summary>
    public SubmissionsService.SubmissionsServiceClient Submissions => new(Invoker.Intercept(Own));

    /// <summary>Mappings, each as its own organisation.</summary>
    public MappingsService.MappingsServiceClient Mappings => new(Invoker.Intercept(Own));

    /// <summary>Says in each call that it is made for the organisation that the call is about.</summary>
    internal OwnOrganisation Own { get; }

    public QueriesService.QueriesServiceClient Queries => new(Channel);

    public CalendarService.CalendarServiceClient Calendar => new(Channel);

    public string Log => string.Join('\n', _log);

    public static async Task<ServerUnderTest> StartAsync(string connectionString, params IEnumerable<(string Name, string Value)> settings)
    {
        var server = new ServerUnderTest(Command(connectionString, settings), connectionString);
        await server._address.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        server.Client = StatExchangeClient.Create(new StatExchangeClientOptions
        {
            CallInvoker = server.Invoker,
            // A server that a test killed does not come back at its address.
            Retry = new RetryOptions { MaxRetries = 1 },
        });
        return server;
    }

    /// <summary>Starts the server, expecting it to refuse, and returns what it says.</summary>
    public static async Task<string> StartRefusedAsync(string? connectionString, params IEnumerable<(string Name, string Value)> settings)
    {
        await using var server = new ServerUnderTest(Command(connectionString, settings), connectionString) { ErrorsExpected = true };
        await server._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, server._process.ExitCode);
        return server.Log;
    }

    /// <summary>The service as somebody sees it who acts for an organisation.</summary>
    public ActingCaller As(string organisation) => _callers.GetOrAdd(organisation, one => new ActingCaller(this, one));

    /// <summary>The service as somebody sees it who acts for nobody.</summary>
    public ActingCaller AsNobody() => _callers.GetOrAdd(string.Empty, _ => new ActingCaller(this, organisation: null));

    /// <summary>A client that goes on trying while another server takes this one's place.</summary>
    public StatExchangeClient PatientClient() => StatExchangeClient.Create(new StatExchangeClientOptions
    {
        CallInvoker = Invoker,
        Retry = new RetryOptions { MaxRetries = 200, MaxDelay = TimeSpan.FromMilliseconds(300) },
    });

    /// <summary>kill -9: it can do nothing about it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to end, as an operator or orchestrator does.</summary>
    public void Stop() => Assert.Equal(0, SendSignal(_process.Id, Terminate));

    public Task WaitForExitAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    /// <summary>The most memory the process has had, in MiB.</summary>
    public long PeakMemoryMebibytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers.Values)
            await caller.DisposeAsync();
        _channel?.Dispose();
        if (Client is not null)
            await Client.DisposeAsync();
        if (!_process.HasExited)
        {
            Stop();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        if (!ErrorsExpected)
            Assert.DoesNotContain(_log, line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);

    private static ProcessStartInfo Command(string? connectionString, IEnumerable<(string Name, string Value)> settings)
    {
        var assembly = typeof(ServerAssembly).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", assembly])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        if (connectionString is not null)
            start.Environment["Database__ConnectionString"] = connectionString;
        foreach (var (name, value) in TestAccess.Settings.Concat(settings))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private void Take(string? line)
    {
        const string listening = "Now listening on: ";
        if (line is null)
            return;
        _log.Enqueue(line);
        if (line.IndexOf(listening, StringComparison.Ordinal) is var found and >= 0)
            _address.TrySetResult(new Uri(line[(found + listening.Length)..]));
    }
}
