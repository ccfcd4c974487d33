using System.CommandLine;
using Spectre.Console;
using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>What a command works with: its arguments, the service, and where it writes.</summary>
internal sealed class CommandContext(ParseResult parsed) : IAsyncDisposable
{
    private StatExchangeClient? _client;
    private IAnsiConsole? _screen;
    private IAnsiConsole? _messages;

    /// <summary>The arguments.</summary>
    public ParseResult Arguments => parsed;

    /// <summary>The service.</summary>
    public StatExchangeClient Client => _client ??= StatExchangeClient.Create(new StatExchangeClientOptions
    {
        Address = new Uri(Server),
        Organisation = Organisation,
        Person = parsed.GetValue(GlobalOptions.Person),
        AccessToken = parsed.GetValue(GlobalOptions.TokenFile) is { } file
            ? async cancellationToken => (await File.ReadAllTextAsync(file.FullName, cancellationToken)).Trim()
            : Environment.GetEnvironmentVariable(GlobalOptions.TokenVariable) is { Length: > 0 } token ? _ => ValueTask.FromResult(token) : null,
        Retry = new RetryOptions
        {
            MaxRetries = parsed.GetValue(GlobalOptions.Retries),
            OnRetry = (failure, delay) => Remark($"{Tables.Plain(failure.Message)} Trying again in {delay.TotalSeconds:F1} s."),
        },
    });

    /// <summary>The organisation that the command acts for; null when nothing says one.</summary>
    public string? Organisation => OrganisationOption.Find(parsed);

    /// <summary>Address of the service.</summary>
    public string Server => parsed.GetRequiredValue(GlobalOptions.Server);

    /// <summary>Language of names and comments.</summary>
    public string Language => parsed.GetRequiredValue(GlobalOptions.Language);

    /// <summary>Whether errors are shown with all their details.</summary>
    public bool IsVerbose => parsed.GetValue(GlobalOptions.Verbose);

    /// <summary>Whether progress and remarks are unwanted.</summary>
    public bool IsQuiet => parsed.GetValue(GlobalOptions.Quiet);

    /// <summary>The standard output, for what programs read.</summary>
    public TextWriter Out => parsed.InvocationConfiguration.Output;

    /// <summary>The standard output, for what people read.</summary>
    public IAnsiConsole Screen => _screen ??= Screens.Create(Out, IsTerminal(Out, Console.Out, Console.IsOutputRedirected));

    /// <summary>The standard error.</summary>
    public IAnsiConsole Messages => _messages ??= Screens.Create(Error, CanShowProgress);

    /// <summary>Whether a progress bar would be seen.</summary>
    public bool CanShowProgress => IsTerminal(Error, Console.Error, Console.IsErrorRedirected);

    private TextWriter Error => parsed.InvocationConfiguration.Error;

    /// <summary>The organisation that the command acts for.</summary>
    /// <exception cref="UsageException">Nothing says one.</exception>
    public string RequireOrganisation() => Organisation ?? throw new UsageException(
        $"Say for which organisation with {OrganisationOption.Name}, or for all commands in the environment: {OrganisationOption.Variable}.");

    /// <summary>Says something beside the output, to people.</summary>
    public void Remark(string text)
    {
        if (!IsQuiet)
            Messages.WriteLine(text);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
    }

    private static bool IsTerminal(TextWriter writer, TextWriter console, bool isRedirected) =>
        ReferenceEquals(writer, console) && !isRedirected;
}
