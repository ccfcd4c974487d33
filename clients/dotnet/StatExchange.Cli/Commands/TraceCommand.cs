using System.CommandLine;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx trace: where figures come from.</summary>
internal static class TraceCommand
{
    private const int MostFigures = 50;

    private const string Description =
        "Says where published figures of one period come from: the submission and its file, the row and what its cells said, the "
        + "version of the mapping that read them, and why a figure is right though a rule warned of it.";

    public static Command Create()
    {
        var selection = new SelectionOptions();
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("trace", Description, "statx trace --indicator MIG_IMM_TOT --ref-area DK --counterpart-area SE --start 2014 --end 2014");
        selection.AddTo(command);
        command.Options.Add(output);
        return command.Does(async (context, cancellationToken) =>
        {
            var query = selection.Read(context.Arguments);
            var traces = TraceAsync(context, query, cancellationToken);
            if (context.Arguments.GetRequiredValue(output) == OutputOption.Json)
                await JsonOutput.WriteAsync(context.Out, traces, cancellationToken);
            else
                await TraceOutput.WriteAsync(context, traces, cancellationToken);
            return ExitCode.Done;
        });
    }

    private static async IAsyncEnumerable<TraceObservationResponse> TraceAsync(
        CommandContext context, SeriesQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var answer = await context.Client.QuerySeriesAsync(query, cancellationToken);

        // What is traced is what was listed, whatever is published meanwhile.
        var asOf = new AsOf { ReleaseId = answer.Vintage.ReleaseId };
        var count = 0;
        await foreach (var series in answer.ReadSeriesAsync(cancellationToken))
        {
            foreach (var observation in series.Observations())
            {
                if (++count > MostFigures)
                {
                    context.Remark($"Only the first {MostFigures} figures are traced. Ask for less.");
                    yield break;
                }

                yield return await context.Client.TraceAsync(series.Key, observation.Period.ToString(), asOf, cancellationToken);
            }
        }

        if (count == 0)
            context.Remark("No figures are published for this selection.");
    }
}
