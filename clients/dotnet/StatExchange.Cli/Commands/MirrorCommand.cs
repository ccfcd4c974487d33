using System.CommandLine;
using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx mirror: both sides of corridors.</summary>
internal static class MirrorCommand
{
    private const string Description =
        "Shows what both sides of corridors report of the same migration: what the reporting area says under an indicator, and what the counterpart says under "
        + "the indicator that mirrors it, with the difference, the 10 % test and the trend of the gap. --rank lists the corridors that differ most.";

    private static readonly string[] Examples =
    [
        "statx mirror --indicator LAB_NAT_ABROAD --ref-area AM --counterpart-area RU",
        "statx mirror --indicator MIG_EMI_TOT --ref-area @EU --counterpart-area @EU --start 2010 --end 2016 --rank difference --limit 10",
        "statx mirror --indicator TOUR_DEP --ref-area CN --counterpart-area KZ --prefer CN.MCT,KZ.MNE --output csv",
    ];

    public static Command Create()
    {
        var selection = new SelectionOptions(hasLast: false, without: ["DATA_PROVIDER", "FREQ"], required: "INDICATOR");
        var freq = new Option<string?>("--to-freq") { Description = "Compare by these periods; years when left out.", HelpName = "FREQ" }.AcceptOnlyFromAmong("A", "S", "T", "Q", "M");
        var prefer = ListOptions.Create("--prefer", "Take the figure of the first of these organisations that has one, and of no other", "ORGANISATIONS");
        var rank = new Option<string?>("--rank") { Description = "List corridors by their share of asymmetry, or by the absolute difference, the largest first.", HelpName = "BY" }
            .AcceptOnlyFromAmong("asymmetry", "difference");
        var limit = new Option<int?>("--limit") { Description = "At most so many corridors of the ranking; 100 when left out.", HelpName = "N" };
        var file = new Option<FileInfo?>("--file") { Description = "Write to a file instead of the standard output.", HelpName = "OUT" };
        var output = OutputOption.Create(OutputOption.Csv, OutputOption.Json);
        var command = new StatxSubcommand("mirror", Description, Examples);
        selection.AddTo(command);
        foreach (var option in new Option[] { freq, prefer, rank, limit, file, output })
            command.Options.Add(option);
        command.Subcommands.Add(MirrorExplainCommand.Create());
        command.Subcommands.Add(MirrorExplanationsCommand.Create());
        command.Validators.Add(result =>
        {
            if (result.GetResult(limit) is { Tokens: [var number] } && int.TryParse(number.Value, CultureInfo.InvariantCulture, out var most) && most < 1)
                result.AddError("--limit must be 1 or more.");
            if (result.GetResult(limit) is { Implicit: false } && result.GetResult(rank) is null)
                result.AddError("--limit goes with --rank.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var arguments = context.Arguments;
            var preferred = arguments.GetRequiredValue(prefer);
            var query = new MirrorQuery(selection.Read(arguments))
            {
                Frequency = arguments.GetValue(freq),
                Providers = preferred.Length == 0 ? null : new ProviderChoice { Preference = ProviderPreference.Order, Organisations = { preferred } },
                Order = arguments.GetValue(rank) switch { "asymmetry" => MirrorOrder.Asymmetry, "difference" => MirrorOrder.Difference, _ => MirrorOrder.Area },
                Limit = arguments.GetValue(limit) ?? 0,
            };

            // Asked before the file is made: a query that is refused leaves a file of before as it is.
            await using var answer = await context.Client.QueryMirrorsAsync(query, cancellationToken);
            SeriesOutput.RemarkIgnoredCodes(context, answer.IgnoredCodes);
            await using var writer = arguments.GetValue(file) is { } target ? target.CreateText() : null;
            await MirrorOutput.WriteAsync(context, answer, isRanking: query.Order != MirrorOrder.Area, arguments.GetRequiredValue(output), writer, cancellationToken);
            return ExitCode.Done;
        });
    }
}
