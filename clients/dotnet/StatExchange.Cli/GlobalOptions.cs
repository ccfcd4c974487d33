using System.CommandLine;
using System.Globalization;
using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>The options every command has.</summary>
internal static class GlobalOptions
{
    public const string ServerVariable = "STATX_SERVER";
    public const string PersonVariable = "STATX_PERSON";
    public const string TokenVariable = "STATX_TOKEN";

    private const int MaxPersonLength = 200;

    public static readonly Option<string> Server = new("--server")
    {
        Description = $"Address of the service (environment: {ServerVariable}).",
        HelpName = "URL",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } address
            ? address
            : StatExchangeClientOptions.DefaultAddress.OriginalString,
    };

    public static readonly Option<string> Person = new("--person")
    {
        Description = $"Who calls, for people; by default the name you are logged in by (environment: {PersonVariable}).",
        HelpName = "NAME",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(PersonVariable) is { Length: > 0 } person ? person : Environment.UserName,
    };

    public static readonly Option<FileInfo> TokenFile = new("--token-file")
    {
        Description = $"File with the bearer token to call with (environment: {TokenVariable} holds a token itself).",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string> Language = new Option<string>("--language")
    {
        Description = "Language of names and comments.",
        Recursive = true,
        DefaultValueFactory = _ => "en",
    }.AcceptOnlyFromAmong("en", "ru");

    public static readonly Option<int> Retries = new("--retries")
    {
        Description = "How often a call is repeated that the service cannot answer for now.",
        HelpName = "N",
        Recursive = true,
        // About half a minute: a server's restart with its database.
        DefaultValueFactory = _ => 6,
    };

    public static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress and no remarks.", Recursive = true };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show errors with all their details.",
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        Server.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                result.AddError("--server must be an address such as http://127.0.0.1:5401.");
        });
        Person.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Length > MaxPersonLength)
                result.AddError($"--person must have at most {MaxPersonLength} characters.");
        });
        Retries.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && int.TryParse(given.Value, CultureInfo.InvariantCulture, out var number) && number is (< 0 or > 100))
                result.AddError("--retries must be 0 to 100.");
        });
        foreach (var option in new Option[] { Server, Person, TokenFile, Language, Retries, Quiet, Verbose })
            root.Options.Add(option);
    }
}
