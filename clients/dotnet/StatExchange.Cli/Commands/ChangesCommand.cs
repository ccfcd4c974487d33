using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx changes: what changed between two moments.</summary>
internal static class ChangesCommand
{
    private const string Description =
        "Shows what changed in published figures between two moments: added, changed and deleted, with the change in percent. csv and json give "
        + "everything, however much it is.";

    private static readonly string[] Examples =
    [
        "statx changes --ref-area KZ --from 2026-01-01 --to 2026-12-31",
        "statx changes --indicator MIG_IMM_ST --from release:17 --output csv --file changes.csv",
    ];

    public static Command Create()
    {
        var selection = new SelectionOptions(hasView: false);
        var from = new ViewOption("--from", "The earlier moment (release:0 is before the first release)", isRequired: true);
        var to = new ViewOption("--to", "The later moment; left out for now");
        var file = new Option<FileInfo?>("--file") { Description = "Write to a file instead of the standard output.", HelpName = "OUT" };
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        var command = new StatxSubcommand("changes", Description, Examples);
        selection.AddTo(command);
        from.AddTo(command);
        to.AddTo(command);
        command.Options.Add(file);
        command.Options.Add(output);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            await using var answer = await context.Client.QueryChangesAsync(
                selection.Read(arguments), from.Read(arguments), to.Read(arguments), cancellationToken);
            SeriesOutput.RemarkIgnoredCodes(context, answer.IgnoredCodes);
            await TargetFile.WriteAsync(context, arguments.GetValue(file), writer => arguments.GetRequiredValue(output) switch
            {
                OutputOption.Json => ChangesOutput.WriteJsonAsync(writer, answer, cancellationToken),
                OutputOption.Csv => ChangesOutput.WriteCsvAsync(writer, answer, cancellationToken),
                _ => ChangesOutput.WriteTableAsync(context, writer, answer, cancellationToken),
            });
            return ExitCode.Done;
        });
    }
}
