using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx access grant: shows restricted figures to another organisation.</summary>
internal static class GrantCommand
{
    private const string Description =
        "Lets another organisation see restricted figures of yours, earlier vintages included, where the public sees that they are suppressed. "
        + "For publishers.";

    private static readonly string[] Examples =
    [
        "statx access grant EU.FRONTEX --indicator BRD_REF_TOT",
        "statx access grant PPMO.OBSERVATORY --all --until 2027-12-31T23:59:59Z",
    ];

    public static Command Create()
    {
        var grantee = new Argument<string>("ORGANISATION") { Description = "The organisation that may see them." };
        var indicators = ListOptions.Create("--indicator", "Only figures of these indicators", "CODES");
        var all = new Option<bool>("--all") { Description = "All figures." };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Until when it holds; left out until it is ended.", HelpName = "INSTANT" };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("grant", Description, Examples) { grantee, indicators, all, until, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == result.GetResult(indicators) is { Implicit: false })
                result.AddError("Say of what: --indicator, or --all.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var grant = await context.Client.GrantAccessAsync(
                arguments.GetRequiredValue(grantee), arguments.GetRequiredValue(indicators), arguments.GetValue(until), cancellationToken);
            await AccessOutput.WriteAsync(context, arguments.GetRequiredValue(output), grant, AccessOutput.Grants);
            return ExitCode.Done;
        });
    }
}
