using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx aggregate: figures put together.</summary>
internal static class AggregateCommand
{
    private const string Description =
        "Puts published figures together: over area groups, over breakdowns, over the months of a year, or takes those of one provider where several "
        + "publish one. Each aggregate says which parts are in and which are missing, and why. Membership of a group counts as of each period.";

    private static readonly string[] Examples =
    [
        "statx aggregate --indicator CTX_LF_TOT --over REF_AREA=@CENTRAL_ASIA --start 2015",
        "statx aggregate --indicator ASY_APPL_TOT --counterpart-area SY --over REF_AREA=@EU --minimum-share 0.8 --carry-forward 1",
        "statx aggregate --derive ASY_RECOG_RATE --counterpart-area SY --over REF_AREA=@EU",
        "statx aggregate --indicator ASY_APPL_TOT --ref-area DE --to-freq A --prefer DE.DESTATIS,UN.UNHCR",
    ];

    public static Command Create()
    {
        var selection = new SelectionOptions();
        var options = new AggregateOptions();
        var file = new Option<FileInfo?>("--file") { Description = "Write to a file instead of the standard output.", HelpName = "OUT" };
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        var command = new StatxSubcommand("aggregate", Description, Examples);
        options.AddTo(command);
        selection.AddTo(command);
        command.Options.Add(file);
        command.Options.Add(output);
        return command.Does(async (context, cancellationToken) =>
        {
            var query = options.Read(context.Arguments, selection.Read(context.Arguments));

            // Asked before the file is made: a query that is refused leaves a file of before as it is.
            await using var answer = await context.Client.QueryAggregatesAsync(query, cancellationToken);
            SeriesOutput.RemarkIgnoredCodes(context, answer.IgnoredCodes);
            await using var writer = context.Arguments.GetValue(file) is { } target ? target.CreateText() : null;
            await AggregateOutput.WriteAsync(context, query, answer, context.Arguments.GetRequiredValue(output), writer, cancellationToken);
            return ExitCode.Done;
        });
    }
}
