using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows the answer to a query.</summary>
internal static class SeriesOutput
{
    public static async Task WriteAsync(
        CommandContext context,
        SeriesQueryResult answer,
        string form,
        SdmxCsvVersion version,
        TextWriter? file,
        CancellationToken cancellationToken)
    {
        var writer = file ?? context.Out;
        switch (form)
        {
            case OutputOption.Json:
                await SeriesJson.WriteAsync(writer, answer, cancellationToken);
                break;
            case OutputOption.Csv:
                await using (var csv = new SeriesCsvWriter(writer))
                    await csv.WriteAsync(answer.ReadSeriesAsync(cancellationToken), cancellationToken);
                break;
            case OutputOption.SdmxCsv:
                await using (var csv = new SdmxCsvWriter(writer, new SdmxCsvWriterOptions { Version = version }))
                    await csv.WriteAsync(answer.ReadSeriesAsync(cancellationToken), cancellationToken);
                break;
            default:
                await SeriesTable.WriteAsync(
                    context, answer, file is null ? context.Screen : Screens.Create(file, isTerminal: false), cancellationToken);
                break;
        }
    }

    /// <summary>Says which codes were left out of an answer.</summary>
    public static void RemarkIgnoredCodes(CommandContext context, IEnumerable<IgnoredCode> codes)
    {
        foreach (var code in codes)
        {
            var nearest = code.Nearest.Length == 0 ? "" : $" Did you mean {code.Nearest}?";
            context.Remark($"Left out: {code.Concept} has no code '{Tables.Plain(code.Code)}'.{nearest}");
        }
    }
}
