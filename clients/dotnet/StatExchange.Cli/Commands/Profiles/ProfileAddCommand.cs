using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx profiles add: a service to read from.</summary>
internal static class ProfileAddCommand
{
    private const string Description =
        "Makes a profile without a credential, or changes server and authority of one: enough to read what is public, where the operator allows it.";

    private const string Example = "statx profiles add exchange --server https://exchange.example:5401 --authority authority.pem";

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The profile." };
        var trust = new TrustOptions();
        var command = new StatxSubcommand("add", Description, Example) { name };
        trust.AddTo(command);
        return command.Does(async (context, cancellationToken) =>
        {
            var profile = context.Profiles.Of(context.Arguments.GetRequiredValue(name));
            await profile.WriteAsync(await ProfileMaker.SettingsAsync(context, profile, trust, cancellationToken), cancellationToken);
            context.Remark($"Profile: {profile.Name}");
            return ExitCode.Done;
        });
    }
}
