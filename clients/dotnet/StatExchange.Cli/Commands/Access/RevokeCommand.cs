using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx access revoke: ends a credential.</summary>
internal static class RevokeCommand
{
    private const string Description =
        "Revokes a credential for good: the next call with it is refused. For administrators, and for whoever holds it.";

    private const string Example = "statx access revoke 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --reason Lost";

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Identifier of the credential." };
        var reason = new Option<string>("--reason") { Description = "Why, for the record.", HelpName = "TEXT", Required = true };
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("revoke", Description, Example) { id, reason, output }.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var credential = await context.Client.RevokeCredentialAsync(
                arguments.GetRequiredValue(id), arguments.GetRequiredValue(reason), cancellationToken);
            await AccessOutput.WriteAsync(context, arguments.GetRequiredValue(output), credential, AccessOutput.Credentials);
            return ExitCode.Done;
        });
    }
}
