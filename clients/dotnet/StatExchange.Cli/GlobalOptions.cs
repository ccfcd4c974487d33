using System.CommandLine;
using System.Globalization;
using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>The options every command has.</summary>
internal static class GlobalOptions
{
    public const string ServerVariable = "STATX_SERVER";
    public const string ProfileVariable = "STATX_PROFILE";
    public const string TokenVariable = "STATX_TOKEN";

    public static readonly Option<string?> Server = new("--server")
    {
        Description =
            $"Address of the service; by default the profile's, else {StatExchangeClientOptions.DefaultAddress.OriginalString} (environment: {ServerVariable}).",
        HelpName = "URL",
        Recursive = true,
    };

    public static readonly Option<string?> Profile = new("--as")
    {
        Description = $"What to call with, by name: server, credential and whom to trust (see `statx profiles`); by default '{ProfileStore.DefaultName}' (environment: {ProfileVariable}).",
        HelpName = "NAME",
        Recursive = true,
    };

    public static readonly Option<FileInfo?> TokenFile = new("--token-file")
    {
        Description = $"File with the bearer token to call with, read for each call (environment: {TokenVariable} holds a token itself).",
        HelpName = "FILE",
        Recursive = true,
    };

    // Who calls is what the credential says. Scripts that still say it themselves go on working.
    public static readonly Option<string?> Person = new("--person") { Recursive = true, Hidden = true };

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
            if (!IsAddress(result.GetValueOrDefault<string?>()))
                result.AddError("--server must be an address such as https://exchange.example:5401.");
        });
        Retries.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && int.TryParse(given.Value, CultureInfo.InvariantCulture, out var number) && number is (< 0 or > 100))
                result.AddError("--retries must be 0 to 100.");
        });
        foreach (var option in new Option[] { Server, Profile, TokenFile, Person, Language, Retries, Quiet, Verbose })
            root.Options.Add(option);
    }

    /// <summary>Whether a text is an address where a service may be.</summary>
    public static bool IsAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    /// <summary>Whether whoever calls statx says who they are, as was needed before there were credentials.</summary>
    public static bool SaysPerson(ParseResult parsed) => parsed.GetValue(Person) is not null;
}
