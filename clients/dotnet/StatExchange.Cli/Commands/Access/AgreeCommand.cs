using System.CommandLine;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx access agree: lets an organisation submit.</summary>
internal static class AgreeCommand
{
    private const string Description =
        "Adds a provision agreement to those of an organisation, or replaces them; what is published stays. For administrators.";

    private static readonly string[] Examples =
    [
        "statx access agree AM.ARMSTAT --ref-area AM",
        "statx access agree AM.ARMSTAT --indicator MIG_IMM_TOT,MIG_EMI_TOT --ref-area AM --from 2027-01-01 --replace",
        "statx access agree AM.ARMSTAT --none",
    ];

    public static Command Create()
    {
        var organisation = new Argument<string>("ORGANISATION") { Description = "The organisation, a code of CL_ORGANISATION." };
        var indicators = ListOptions.Create("--indicator", "Only these indicators", "CODES");
        var areas = ListOptions.Create("--ref-area", "Only these reporting areas", "CODES");
        var from = new Option<string?>("--from") { Description = "First day on which figures may be submitted.", HelpName = "2027-01-01" };
        var to = new Option<string?>("--to") { Description = "Last such day.", HelpName = "2027-12-31" };
        var replace = new Option<bool>("--replace") { Description = "Instead of all agreements that the organisation has." };
        var all = new Option<bool>("--all") { Description = "All indicators of all areas, as for an international organisation." };
        var none = new Option<bool>("--none") { Description = "No agreement: the organisation may submit nothing." };
        var primary = new Option<bool>("--primary") { Description = "Its figures are the ones to take where several organisations publish one." };
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        var command = new StatxSubcommand("agree", Description, Examples) { organisation, indicators, areas, from, to, replace, all, none, primary, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(none) && new Option[] { indicators, areas, from, to, replace, all, primary }.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("--none is for itself.");
            else if (!result.GetValue(none) && result.GetValue(all) == new Option[] { indicators, areas }.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("Say for what: --indicator, --ref-area or both, or --all.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var name = arguments.GetRequiredValue(organisation);
            var agreements = arguments.GetValue(none) || arguments.GetValue(replace)
                ? []
                : await context.Client.ListProvisionAgreementsAsync(name).ToListAsync(cancellationToken);
            if (!arguments.GetValue(none))
            {
                agreements.Add(new ProvisionAgreement
                {
                    Organisation = name,
                    Indicators = { arguments.GetRequiredValue(indicators) },
                    RefAreas = { arguments.GetRequiredValue(areas) },
                    ValidFrom = arguments.GetValue(from) ?? "",
                    ValidTo = arguments.GetValue(to) ?? "",
                    IsPrimary = arguments.GetValue(primary),
                });
            }

            var now = await context.Client.SetProvisionAgreementsAsync(name, agreements, cancellationToken);
            await ListOutput.WriteAsync(context, arguments.GetRequiredValue(output), now.ToAsyncEnumerable(), AccessOutput.Agreements, cancellationToken);
            return ExitCode.Done;
        });
    }
}
