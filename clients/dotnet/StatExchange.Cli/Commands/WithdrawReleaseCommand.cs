using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx withdraw-release: takes a publication back.</summary>
internal static class WithdrawReleaseCommand
{
    private const string Description =
        "Withdraws a release of one's own organisation: what it replaced is restored, as a release of its own, and what later releases changed "
        + "stays as it is. What was known before can still be asked for. Doing it again changes nothing.";

    private const string Example = "statx withdraw-release 17 --organisation KZ.BORDER --reason Error";

    public static Command Create()
    {
        var number = ReleaseArgument.Create();
        var organisation = OrganisationOption.Create("The organisation whose release it is");
        var reason = ReasonOption.CreateRequired();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("withdraw-release", Description, Example) { number, organisation, reason, output }.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var owner = await context.RequireOrganisationAsync(cancellationToken);
            var withdrawal = await context.Client.WithdrawReleaseAsync(
                arguments.GetRequiredValue(number), owner, arguments.GetRequiredValue(reason), cancellationToken);
            if (arguments.GetValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, withdrawal);
            else
                ReleaseOutput.Describe(withdrawal).Write(context);
            return ExitCode.Done;
        });
    }
}
