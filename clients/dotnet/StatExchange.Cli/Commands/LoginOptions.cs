using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>Where tokens come from.</summary>
internal sealed class LoginOptions
{
    private const string PersonsScope = "openid offline_access";

    private readonly Option<string?> _authority = new("--authority-url") { Description = "Address of the authority that issues tokens.", HelpName = "URL" };

    private readonly Option<string?> _client = new("--client-id") { Description = "How statx, or the system, is registered there.", HelpName = "ID" };

    private readonly Option<string?> _scope = new("--scope")
    {
        Description = $"What is asked for; by default '{PersonsScope}' for people, and for systems what the authority gives them.",
        HelpName = "SCOPES",
    };

    private readonly Option<FileInfo?> _secret = new("--client-secret-file")
    {
        Description = "A file with the secret of a system; it is read for each login and not copied.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _authority, _client, _scope, _secret })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var asksAuthority = result.GetResult(_authority) is not null && result.GetResult(_client) is not null;
            if (asksAuthority == result.GetResult(GlobalOptions.TokenFile) is not null)
                result.AddError("Give either --authority-url with --client-id, or --token-file.");
            if (result.GetValue(_authority) is { } address && !GlobalOptions.IsAddress(address))
                result.AddError("--authority-url must be an address such as https://login.example/realms/statistics.");
        });
    }

    /// <summary>What the options say.</summary>
    public TokenSettings Read(ParseResult arguments) => new()
    {
        Authority = arguments.GetValue(_authority) ?? "",
        ClientId = arguments.GetValue(_client) ?? "",
        Scope = arguments.GetValue(_scope) ?? (arguments.GetValue(_secret) is null ? PersonsScope : ""),
        ClientSecretFile = arguments.GetValue(_secret)?.FullName ?? "",
        TokenFile = arguments.GetValue(GlobalOptions.TokenFile)?.FullName ?? "",
    };
}
