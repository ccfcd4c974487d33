using System.CommandLine;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx findings: what is wrong with a submission.</summary>
internal static class FindingsCommand
{
    public const string Name = "findings";

    private const string Description =
        "Lists all findings of a submission: where, what is wrong, and what to do.";

    private static readonly string[] Severities = ["error", "warning", "information"];

    private static readonly string[] Examples =
    [
        "statx findings 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --file findings.xlsx",
        "statx findings 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --unjustified --output csv",
    ];

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var severity = new Option<string?>("--severity") { Description = "Only those of this severity." }.AcceptOnlyFromAmong(Severities);
        var rule = new Option<string?>("--rule") { Description = "Only those of this rule.", HelpName = "VCO_MIG_NET" };
        var unjustified = new Option<bool>("--unjustified") { Description = "Only warnings that nobody has justified." };
        var file = new Option<FileInfo?>("--file", "-f")
        {
            Description = "Write them to a workbook or CSV file instead of the standard output.",
            HelpName = "FINDINGS.xlsx",
        };
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        var command = new StatxSubcommand(Name, Description, Examples) { id, organisation, severity, rule, unjustified, file, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is { } named && !FindingsOutput.IsWorkbook(named) && !named.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase))
                result.AddError("--file must end in .xlsx or .csv.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var handle = await context.FindSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            var findings = handle.FindingsAsync(new FindingQuery
            {
                Severity = context.Arguments.GetValue(severity) is { } name
                    ? Enum.Parse<FindingSeverity>(name, ignoreCase: true)
                    : FindingSeverity.Unspecified,
                RuleId = context.Arguments.GetValue(rule),
                UnjustifiedOnly = context.Arguments.GetValue(unjustified),
                Language = context.Language,
            });
            if (context.Arguments.GetValue(file) is { } target)
                await FindingsOutput.WriteFileAsync(target, findings, cancellationToken);
            else
                await FindingsOutput.WriteAsync(context, findings, context.Arguments.GetRequiredValue(output), cancellationToken);
            return ExitCode.Done;
        });
    }
}
