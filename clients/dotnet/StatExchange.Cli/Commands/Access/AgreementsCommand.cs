using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx access agreements: which organisation may submit what.</summary>
internal static class AgreementsCommand
{
    private const string Description = "Lists provision agreements: which organisation may submit which indicators for which areas.";

    private const string Example = "statx access agreements --organisation AM.ARMSTAT";

    public static Command Create()
    {
        var organisation = new Option<string?>(OrganisationOption.Name) { Description = "Only those of this organisation.", HelpName = "CODE" };
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        return new StatxSubcommand("agreements", Description, Example) { organisation, output }.Does(async (context, cancellationToken) =>
        {
            var agreements = context.Client.ListProvisionAgreementsAsync(context.Arguments.GetValue(organisation));
            await ListOutput.WriteAsync(context, context.Arguments.GetRequiredValue(output), agreements, AccessOutput.Agreements, cancellationToken);
            return ExitCode.Done;
        });
    }
}
