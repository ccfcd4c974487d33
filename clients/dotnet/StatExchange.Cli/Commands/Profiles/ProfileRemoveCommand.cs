using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx profiles remove: forgets a service.</summary>
internal static class ProfileRemoveCommand
{
    private const string Description = "Removes a profile with its key, certificate and tokens. What others may have copied is revoked by `statx access revoke`.";

    private const string Example = "statx profiles remove ministry";

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The profile." };
        return new StatxSubcommand("remove", Description, Example) { name }.Does((context, _) =>
        {
            var profile = context.Arguments.GetRequiredValue(name);
            if (!context.Profiles.Remove(profile))
            {
                context.Tell($"There is no profile {profile}.");
                return Task.FromResult(ExitCode.NotPossible);
            }

            context.Remark($"Removed: {profile}.");
            return Task.FromResult(ExitCode.Done);
        });
    }
}
