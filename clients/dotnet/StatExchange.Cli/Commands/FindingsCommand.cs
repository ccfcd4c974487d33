using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx findings: what is wrong with a submission.</summary>
internal static class FindingsCommand
{
    public const string Name = "findings";

    private const string Description =
        "Lists all findings of a submission: where, what is wrong, and what to do.";

    private const string Example = "statx findings 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --output csv > findings.csv";

    public static Command Create()
    {
        var id = SubmissionArgument.Create();
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        return new StatxSubcommand(Name, Description, Example) { id, output }.Does(async (context, cancellationToken) =>
        {
            var handle = await context.Client.GetSubmissionAsync(context.Arguments.GetRequiredValue(id), cancellationToken);
            await FindingsOutput.WriteAsync(context, handle.FindingsAsync(), context.Arguments.GetRequiredValue(output), cancellationToken);
            return ExitCode.Done;
        });
    }
}
