using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx logout: forgets what a profile calls with.</summary>
internal static class LogoutCommand
{
    private const string Description =
        "Forgets tokens, key and certificate of the profile; server and authority stay. What others may have copied is revoked by "
        + "`statx access revoke`.";

    private const string Example = "statx logout --as ministry";

    public static Command Create() => new StatxSubcommand("logout", Description, Example).Does(async (context, cancellationToken) =>
    {
        if (!context.Profile.Exists)
            throw new UsageException($"There is no profile {context.Profile.Name}.");
        await context.Profile.ForgetCredentialsAsync(cancellationToken);
        context.Remark($"The profile {context.Profile.Name} calls with nothing any more.");
        return ExitCode.Done;
    });
}
