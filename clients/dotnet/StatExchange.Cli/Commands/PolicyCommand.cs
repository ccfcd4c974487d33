using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx policy: how an organisation publishes.</summary>
internal static class PolicyCommand
{
    private const string Required = "required";
    private const string NotRequired = "not-required";

    private const string Description =
        "Shows how an organisation's submissions are published, or sets it, those under way included: with approval required, a second person "
        + "approves each submission before it is published.";

    private static readonly string[] Examples = ["statx policy KZ.BNS", "statx policy KZ.BNS --approval required"];

    public static Command Create()
    {
        var organisation = new Argument<string>("ORGANISATION") { Description = "The organisation, a code of CL_ORGANISATION." };
        var approval = new Option<string?>("--approval") { Description = "Set whether a second person has to approve." }
            .AcceptOnlyFromAmong(Required, NotRequired);
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("policy", Description, Examples) { organisation, approval, output }.Does(async (context, cancellationToken) =>
        {
            var name = context.Arguments.GetRequiredValue(organisation);
            var policy = context.Arguments.GetValue(approval) is { } set
                ? await context.Client.SetSubmissionPolicyAsync(name, set == Required, cancellationToken)
                : await context.Client.GetSubmissionPolicyAsync(name, cancellationToken);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
            {
                await JsonOutput.WriteAsync(context.Out, policy);
                return ExitCode.Done;
            }

            var grid = new DetailGrid();
            grid.Add("Organisation", policy.Organisation);
            grid.Add("Approval", policy.RequiresApproval ? Required : NotRequired);
            grid.Add("Set", $"{SubmissionOutput.Instant(policy.SetAt)} {policy.SetBy}".Trim());
            grid.Write(context);
            return ExitCode.Done;
        });
    }
}
