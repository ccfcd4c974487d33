using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx login: tokens of an OpenID Connect authority.</summary>
internal static class LoginCommand
{
    public const string Name = "login";

    private const string Description =
        "Logs in at the OpenID Connect authority that the service takes tokens of: shows an address and a code to open on any device, waits, and "
        + "keeps the tokens in a profile, which are renewed as long as the authority allows. A system logs in with its secret; a token that "
        + "somebody else keeps in a file is read for each call.";

    private static readonly string[] Examples =
    [
        "statx login --authority-url https://login.example/realms/statistics --client-id statx --server https://exchange.example:5401",
        "statx login --authority-url https://login.example/realms/statistics --client-id loader --client-secret-file secret --server https://exchange.example:5401",
        "statx login --token-file /run/secrets/token --server https://exchange.example:5401 --as loader",
    ];

    public static Command Create()
    {
        var options = new LoginOptions();
        var trust = new TrustOptions();
        var command = new StatxSubcommand(Name, Description, Examples);
        options.AddTo(command);
        trust.AddTo(command);
        return command.Does(async (context, cancellationToken) =>
        {
            var profile = context.Profile;
            var settings = await ProfileMaker.SettingsAsync(context, profile, trust, cancellationToken) with { Tokens = options.Read(context.Arguments) };
            if (settings.Tokens is { TokenFile: "", ClientSecretFile: "" })
                await profile.WriteAsync(await LogInAsync(context, settings.Tokens, cancellationToken), cancellationToken);
            else
                profile.ForgetTokens();
            profile.ForgetCertificate();
            await profile.WriteAsync(settings with { Organisation = "", Person = "" }, cancellationToken);

            // The service says who that is; a profile that it does not know yet is good once an administrator has registered it.
            var caller = await context.Client.GetCallerAsync(cancellationToken);
            await profile.WriteAsync(settings with { Organisation = caller.Organisation, Person = caller.Person }, cancellationToken);
            context.Remark($"Logged in: {caller.Person} of {caller.Organisation}, {RoleNames.Of(caller.Roles)}. Profile: {profile.Name}");
            return ExitCode.Done;
        });
    }

    private static async Task<TokenSet> LogInAsync(CommandContext context, TokenSettings tokens, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        return await new TokenAuthority(http, tokens, TimeProvider.System).LogInAsync(
            device => context.Tell(device.VerificationUriComplete is { Length: > 0 } address
                ? $"Open {address} and make sure that it shows the code {device.UserCode}."
                : $"Open {device.VerificationUri} and enter the code {device.UserCode}."),
            cancellationToken);
    }
}
