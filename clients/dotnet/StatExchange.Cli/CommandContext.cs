using System.CommandLine;
using Spectre.Console;
using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>What a command works with: its arguments, the service, and where it writes.</summary>
internal sealed class CommandContext(ParseResult parsed) : IAsyncDisposable
{
    private ServiceConnection? _connection;
    private ProfileStore? _profiles;
    private IAnsiConsole? _screen;
    private IAnsiConsole? _messages;

    /// <summary>The arguments.</summary>
    public ParseResult Arguments => parsed;

    /// <summary>The service, as the profile's credential sees it.</summary>
    public StatExchangeClient Client => Connection.Client;

    /// <summary>The organisation that the command acts for; null when nothing says one.</summary>
    public string? Organisation => StatedOrganisation ?? OwnOrganisation;

    /// <summary>The organisation that the command or the environment says; the service refuses calls of a credential for another one.</summary>
    public string? StatedOrganisation => OrganisationOption.Find(parsed);

    /// <summary>The organisation that the credential acts for, as far as it is known without asking; null when it is not.</summary>
    public string? OwnOrganisation => Connection.Organisation;

    /// <summary>Address of the service, for people.</summary>
    public string Server => _connection?.Server ?? parsed.GetValue(GlobalOptions.Server) ?? Variable(GlobalOptions.ServerVariable) ?? "its address";

    /// <summary>All profiles.</summary>
    public ProfileStore Profiles => _profiles ??= new ProfileStore(parsed.InvocationConfiguration);

    /// <summary>The profile that the command is run with, whether or not it is there.</summary>
    public Profile Profile => Profiles.Of(ProfileName ?? ProfileStore.DefaultName);

    /// <summary>The name of the profile when one was asked for.</summary>
    public string? ProfileName => parsed.GetValue(GlobalOptions.Profile) is { Length: > 0 } name ? name : Variable(GlobalOptions.ProfileVariable);

    /// <summary>How often calls are repeated, and that people are told.</summary>
    public RetryOptions Retry => new()
    {
        MaxRetries = parsed.GetValue(GlobalOptions.Retries),
        OnRetry = (failure, delay) => Remark($"{Tables.Plain(failure.Message)} Trying again in {delay.TotalSeconds:F1} s."),
    };

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

    /// <summary>Whether somebody is there to answer a question.</summary>
    public bool CanAsk => CanShowProgress && !Console.IsInputRedirected;

    private ServiceConnection Connection => _connection ??= ServiceConnection.Of(this);

    private TextWriter Error => parsed.InvocationConfiguration.Error;

    /// <summary>A variable of the environment; null when it is not set, or empty.</summary>
    public string? Variable(string name) => StatxInvocation.Variable(parsed.InvocationConfiguration, name);

    /// <summary>The organisation that the command acts for; the service is asked when nothing here says it.</summary>
    /// <exception cref="UsageException">Nothing says one.</exception>
    public async Task<string> RequireOrganisationAsync(CancellationToken cancellationToken)
    {
        if (Organisation is { } known)
            return known;
        if (Connection.HasCredential && await Client.GetCallerAsync(cancellationToken) is { Organisation: { Length: > 0 } own })
            return own;
        throw new UsageException(
            $"Say for which organisation with {OrganisationOption.Name}, or for all commands in the environment: {OrganisationOption.Variable}; "
            + "or enrol or log in: statx enrol, statx login.");
    }

    /// <summary>What a command that is shown to people needs to act for an organisation: nothing when the profile or the environment says it.</summary>
    public string OptionFor(string? organisation) =>
        organisation == OwnOrganisation ? "" : OrganisationOption.For(organisation, parsed.InvocationConfiguration);

    /// <summary>Says something beside the output, to people.</summary>
    public void Remark(string text)
    {
        if (!IsQuiet)
            Messages.WriteLine(text);
    }

    /// <summary>Says something to people without which they cannot go on, also when remarks are unwanted.</summary>
    public void Tell(string text) => Messages.WriteLine(text);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private static bool IsTerminal(TextWriter writer, TextWriter console, bool isRedirected) =>
        ReferenceEquals(writer, console) && !isRedirected;
}
