using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx renew: the next certificate.</summary>
internal static class RenewCommand
{
    private const string Description =
        "Has the profile's certificate renewed before it expires, with a new key that is made here. The old one stays good until it expires.";

    private const string Example = "statx renew --as ministry";

    public static Command Create()
    {
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("renew", Description, Example) { output }.Does(async (context, cancellationToken) =>
        {
            var profile = context.Profile;
            if (!profile.HasCertificate)
                throw new UsageException($"The profile {profile.Name} has no certificate to renew. See: statx {EnrolCommand.Name} --help");
            using var key = await profile.PendingKeyAsync(cancellationToken);
            using var enrolment = await context.Client.RenewAsync(key, cancellationToken);
            await profile.WriteAsync(enrolment, cancellationToken);
            await AccessOutput.WriteAsync(context, context.Arguments.GetRequiredValue(output), enrolment.Credential, AccessOutput.Credentials);
            return ExitCode.Done;
        });
    }
}
