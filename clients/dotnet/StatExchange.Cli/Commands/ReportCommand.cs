using System.CommandLine;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx report: the outcome of a validation, rule by rule.</summary>
internal static class ReportCommand
{
    private const string Description =
        "Shows the outcome of the validation of a submission: every rule, also those that found nothing.";

    private const string Example = "statx report 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT --output json";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var organisation = OrganisationOption.Create();
        var output = OutputOption.Create(OutputOption.Json);
        return new StatxSubcommand("report", Description, Example) { id, organisation, output }.Does(async (context, cancellationToken) =>
        {
            var handle = await context.FindSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            var report = await handle.GetReportAsync(context.Language, cancellationToken);
            if (context.Arguments.GetValue(output) == OutputOption.Json)
            {
                await JsonOutput.WriteAsync(context.Out, report);
                return ExitCode.Done;
            }

            await SubmissionOutput.WriteAsync(context, report.Submission, OutputOption.Table);
            context.Screen.Write(Describe(report));
            return ExitCode.Done;
        });
    }

    private static Spectre.Console.Table Describe(GetValidationReportResponse report)
    {
        var table = Tables.Create("Rule", "Type", "What is checked", "Severity", "Findings", "Rows", "To be justified");
        foreach (var outcome in report.Outcomes)
        {
            table.Add(
                outcome.RuleId, outcome.Type, outcome.Name, outcome.Severity.ToString().ToUpperInvariant(),
                outcome.Findings == 0 ? "passed" : $"{outcome.Findings}",
                outcome.Rows == 0 ? "" : $"{outcome.Rows}",
                outcome.Unjustified == 0 ? "" : $"{outcome.Unjustified}");
        }

        return table;
    }
}
