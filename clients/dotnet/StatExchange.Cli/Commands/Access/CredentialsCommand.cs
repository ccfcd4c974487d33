using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx access credentials: who is known by what.</summary>
internal static class CredentialsCommand
{
    public const string Name = "credentials";

    private const string Description =
        "Lists credentials, revoked ones included, by organisation and person: those of your organisation, for administrators all.";

    private const string Example = "statx access credentials --organisation AM.ARMSTAT --output csv";

    public static Command Create()
    {
        var organisation = new Option<string?>(OrganisationOption.Name) { Description = "Only those of this organisation.", HelpName = "CODE" };
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        return new StatxSubcommand(Name, Description, Example) { organisation, output }.Does(async (context, cancellationToken) =>
        {
            var credentials = context.Client.ListCredentialsAsync(context.Arguments.GetValue(organisation));
            await ListOutput.WriteAsync(context, context.Arguments.GetRequiredValue(output), credentials, AccessOutput.Credentials, cancellationToken);
            return ExitCode.Done;
        });
    }
}
