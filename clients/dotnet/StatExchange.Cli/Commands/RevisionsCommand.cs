using System.CommandLine;
using StatExchange.Client;

namespace StatExchange.Cli.Commands;

/// <summary>statx revisions: every vintage of one series.</summary>
internal static class RevisionsCommand
{
    private const string Description =
        "Shows every vintage of the figures of one series: the value, the release that made it so, when, who and why, and why a figure is right "
        + "though a rule warned of it. When the options select several series, it names them.";

    private const string Example = "statx revisions --indicator CTX_UNEMP_RATE --ref-area KG --data-provider CIS.STAT --period 2017";

    public static Command Create()
    {
        var dimensions = new DimensionOptions();
        var period = new Option<string?>("--period") { Description = "Only this period.", HelpName = "2017" };
        var asOf = new ViewOption("--as-of", "What was known then");
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("revisions", Description, Example);
        dimensions.AddTo(command);
        command.Options.Add(period);
        asOf.AddTo(command);
        command.Options.Add(output);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var (view, only, isJson) = (asOf.Read(arguments), arguments.GetValue(period), arguments.GetValue(output) == OutputOption.Json);
            var query = dimensions.Read(arguments, new SeriesQuery { StartPeriod = only, EndPeriod = only, AsOf = view });
            var key = await SeriesFinder.FindAsync(context, query, cancellationToken);
            var revisions = key is null ? AsyncEnumerable.Empty<V1.Revision>() : context.Client.ListRevisionsAsync(key, only, only, view);
            if (key is null)
                context.Remark("No figures were ever published for this selection.");
            if (isJson)
                await JsonOutput.WriteAsync(context.Out, revisions, cancellationToken);
            else if (key is not null)
                await RevisionsOutput.WriteAsync(context, key, revisions, cancellationToken);
            return ExitCode.Done;
        });
    }
}
