using System.CommandLine;
using StatExchange.Client.Files;

namespace StatExchange.Cli.Commands;

/// <summary>statx query: published figures.</summary>
internal static class QueryCommand
{
    private const string Description =
        "Asks for published figures. Codes are separated by commas; @EAEU stands for the members of an area group, each figure "
        + "counting when its area was a member. A table shows what varies; csv, sdmx-csv and json give everything, however much "
        + "it is.";

    public static Command Create()
    {
        var selection = new SelectionOptions();
        var estimate = new Option<bool>("--estimate") { Description = "Only say how large the answer would be." };
        var version = new Option<string>("--sdmx-version") { Description = "Version of sdmx-csv.", DefaultValueFactory = _ => "2.1" }
            .AcceptOnlyFromAmong("1.0", "2.0", "2.1");
        var file = new Option<FileInfo?>("--file") { Description = "Write to a file instead of the standard output.", HelpName = "OUT" };
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.SdmxCsv, OutputOption.Json);
        var command = new StatxSubcommand(
            "query",
            Description,
            "statx query --indicator MIG_IMM_ST --ref-area AM,@EAEU --start 2010 --end 2017-Q2",
            "statx query --indicator MIG_IMM_ST --as-of release:17 --output sdmx-csv --file figures.csv");
        selection.AddTo(command);
        foreach (var option in new Option[] { estimate, version, file, output })
            command.Options.Add(option);
        return command.Does(async (context, cancellationToken) =>
        {
            var query = selection.Read(context.Arguments);
            var form = context.Arguments.GetRequiredValue(output);
            if (context.Arguments.GetValue(estimate))
            {
                await EstimateOutput.WriteAsync(context, query, form, cancellationToken);
                return ExitCode.Done;
            }

            // Asked before the file is made: a query that is refused leaves a file of before as it is.
            await using var answer = await context.Client.QuerySeriesAsync(query, cancellationToken);
            SeriesOutput.RemarkIgnoredCodes(context, answer.IgnoredCodes);
            await using var writer = context.Arguments.GetValue(file) is { } target ? target.CreateText() : null;
            var digits = context.Arguments.GetRequiredValue(version).Replace(".", "", StringComparison.Ordinal);
            var sdmxVersion = Enum.Parse<SdmxCsvVersion>("Csv" + digits);
            await SeriesOutput.WriteAsync(context, answer, form, sdmxVersion, writer, cancellationToken);
            return ExitCode.Done;
        });
    }
}
