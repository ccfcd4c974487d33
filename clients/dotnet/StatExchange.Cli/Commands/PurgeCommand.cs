using System.CommandLine;
using Spectre.Console;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx purge: removes what should never have been public.</summary>
internal static class PurgeCommand
{
    private const string Description =
        "Removes for good the values of figures of one series that should never have been public, from the current figures and from every "
        + "vintage: the last resort, for confidential data. What remains says that there was something. It asks before it does so; where nobody "
        + "can be asked, --yes confirms it. An error is taken back by withdraw-release instead.";

    private const string Example =
        "statx purge --indicator MIG_IMM_TOT --ref-area KZ --counterpart-area TJ --data-provider KZ.BNS --period 2017,2018 --why Confidential --yes";

    public static Command Create()
    {
        var dimensions = new DimensionOptions();
        var periods = new Option<string[]>("--period")
        {
            Description = "The periods, separated by commas.",
            HelpName = "2017",
            Required = true,
            AllowMultipleArgumentsPerToken = false,
        };

        // Not --reason: that is a dimension of the series.
        var why = new Option<string>("--why")
        {
            Description = "Why, for everybody to read; it must not say what it hides.",
            HelpName = "TEXT",
            Required = true,
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var output = OutputOption.Create(OutputOption.Json);
        var command = new StatxSubcommand("purge", Description, Example);
        dimensions.AddTo(command);
        foreach (var option in new Option[] { periods, why, yes, output })
            command.Options.Add(option);
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            string[] stated = [.. arguments.GetRequiredValue(periods).SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
            var key = await SeriesFinder.FindAsync(context, dimensions.Read(arguments, new SeriesQuery()), cancellationToken);
            if (key is null)
            {
                context.Messages.WriteLine("No figures were ever published for this selection.");
                return ExitCode.NotPossible;
            }

            if (!arguments.GetValue(yes) && !await IsConfirmedAsync(context, key, stated, cancellationToken))
            {
                context.Remark("Nothing was purged.");
                return ExitCode.Cancelled;
            }

            var purge = await context.Client.PurgeAsync(key, stated, arguments.GetRequiredValue(why), cancellationToken);
            await WriteAsync(context, purge, arguments.GetRequiredValue(output));
            return ExitCode.Done;
        });
    }

    private static async Task<bool> IsConfirmedAsync(CommandContext context, SeriesKey key, string[] periods, CancellationToken cancellationToken)
    {
        if (!context.CanShowProgress || Console.IsInputRedirected)
            throw new UsageException("What is purged cannot be brought back. Confirm it with --yes.");
        context.Messages.WriteLine(Tables.Plain($"Of {SeriesFinder.Text(key)}, {string.Join(", ", periods)}, every vintage is removed for good."));
        return await context.Messages.PromptAsync(new ConfirmationPrompt("Purge them?") { DefaultValue = false }, cancellationToken);
    }

    private static async Task WriteAsync(CommandContext context, PurgeObservationsResponse purge, string form)
    {
        if (form == OutputOption.Json)
            await JsonOutput.WriteAsync(context.Out, purge);
        else if (purge.Release is null)
            await context.Out.WriteLineAsync("There was nothing left to purge.");
        else
            await context.Out.WriteLineAsync($"Vintages purged: {purge.Vintages}. Release {purge.Release.ReleaseId}, entry {purge.AuditEntryId} of the audit trail.");
    }
}
