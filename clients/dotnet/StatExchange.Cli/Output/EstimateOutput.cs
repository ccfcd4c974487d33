using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>Shows how large an answer would be.</summary>
internal static class EstimateOutput
{
    public static async Task WriteAsync(CommandContext context, SeriesQuery query, string form, CancellationToken cancellationToken)
    {
        var estimate = await context.Client.EstimateAsync(query, cancellationToken);
        if (form == OutputOption.Json)
        {
            await JsonOutput.WriteAsync(context.Out, estimate);
            return;
        }

        SeriesOutput.RemarkIgnoredCodes(context, estimate.IgnoredCodes);
        if (form is OutputOption.Csv or OutputOption.SdmxCsv)
        {
            await context.Out.WriteLineAsync($"series,observations\n{estimate.Series},{estimate.Observations}");
            return;
        }

        await context.Out.WriteLineAsync($"{estimate.Observations} observations in {estimate.Series} series");
    }
}
