using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx history: every vintage.</summary>
internal static class HistoryCommand
{
    private const string Description =
        "Exports every vintage of published figures: what each release made of them, from when to when that was valid, and which release "
        + "replaced it.";

    private static readonly string[] Examples =
    [
        "statx history --ref-area KZ --file history.csv",
        "statx history --indicator MIG_IMM_ST --as-of release:17 --output json",
    ];

    public static Command Create()
    {
        var selection = new SelectionOptions();
        var file = new Option<FileInfo?>("--file") { Description = "Write to a file instead of the standard output.", HelpName = "OUT" };
        var output = new Option<string>(OutputOption.Name, "-o") { Description = "Form of the output.", DefaultValueFactory = _ => OutputOption.Csv }
            .AcceptOnlyFromAmong(OutputOption.Csv, OutputOption.Json);
        var command = new StatxSubcommand("history", Description, Examples);
        selection.AddTo(command);
        command.Options.Add(file);
        command.Options.Add(output);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            await using var answer = await context.Client.QueryHistoryAsync(selection.Read(arguments), cancellationToken);
            SeriesOutput.RemarkIgnoredCodes(context, answer.IgnoredCodes);
            await TargetFile.WriteAsync(context, arguments.GetValue(file), writer => arguments.GetRequiredValue(output) == OutputOption.Json
                ? HistoryOutput.WriteJsonAsync(writer, answer, cancellationToken)
                : HistoryOutput.WriteCsvAsync(writer, answer, cancellationToken));
            return ExitCode.Done;
        });
    }
}
