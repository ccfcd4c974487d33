using System.CommandLine;
using StatExchange.V1;

namespace StatExchange.Cli.Commands;

/// <summary>statx calendar: what is due, overdue and delivered.</summary>
internal static class CalendarCommand
{
    private const string Description =
        "Shows the release calendar: which organisation owes which profile for which period and when, what is overdue, and how "
        + "punctual deliveries were. A delivery counts when a submission for the profile and period is published.";

    private static readonly string[] Groupings = ["organisation", "area", "profile"];

    private static readonly string[] Examples =
    [
        "statx calendar --organisation AM.ARMSTAT",
        "statx calendar --area AM,@EAEU --status overdue,delivered --as-of 2023-12-31 --output csv",
        "statx calendar --punctuality --by profile",
        "statx calendar --organisation AM.ARMSTAT --language ru --ical deliveries.ics",
    ];

    public static Command Create()
    {
        var selection = new DeliveryOptions();
        var punctuality = new Option<bool>("--punctuality") { Description = "Show how punctual deliveries were instead." };
        var by = new Option<string>("--by") { Description = "What punctuality is summed up by.", DefaultValueFactory = _ => Groupings[0] }
            .AcceptOnlyFromAmong(Groupings);
        var ical = new Option<string?>("--ical")
        {
            Description = "Write them to an iCalendar file for calendar programs instead, - for the standard output.",
            HelpName = "FILE.ics",
        };
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        var command = new StatxSubcommand("calendar", Description, Examples);
        selection.AddTo(command);
        foreach (var option in new Option[] { punctuality, by, ical, output })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(punctuality) && result.GetValue(ical) is not null)
                result.AddError("--ical holds deliveries; it does not go with --punctuality.");
            if (result.GetResult(by) is { Implicit: false } && !result.GetValue(punctuality))
                result.AddError("--by is for --punctuality.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var form = context.Arguments.GetRequiredValue(output);
            if (context.Arguments.GetValue(punctuality))
            {
                var answer = await context.Client.GetPunctualityAsync(
                    selection.Read(context, withDelivered: true), Grouping(context.Arguments.GetRequiredValue(by)), cancellationToken);
                await CalendarOutput.WriteAsync(context, answer, form, cancellationToken);
            }
            else if (context.Arguments.GetValue(ical) is { } file)
            {
                var deliveries = context.Client.ListDeliveriesAsync(selection.Read(context, withDelivered: true));
                await WriteEventsAsync(context, await deliveries.ToListAsync(cancellationToken), file);
            }
            else
            {
                var deliveries = context.Client.ListDeliveriesAsync(selection.Read(context, withDelivered: false));
                await CalendarOutput.WriteAsync(context, deliveries, form, cancellationToken);
            }

            return ExitCode.Done;
        });
    }

    private static PunctualityGrouping Grouping(string by) => by switch
    {
        "area" => PunctualityGrouping.RefArea,
        "profile" => PunctualityGrouping.Profile,
        _ => PunctualityGrouping.Organisation,
    };

    private static async Task WriteEventsAsync(CommandContext context, List<Delivery> deliveries, string file)
    {
        var text = DeliveryEvents.Write(deliveries, context.Language, TimeProvider.System.GetUtcNow());
        if (file == "-")
        {
            await context.Out.WriteAsync(text);
            return;
        }

        await CompleteFile.WriteAsync(new FileInfo(file), async target =>
        {
            await using var writer = new StreamWriter(target, leaveOpen: true);
            await writer.WriteAsync(text);
        });
        context.Remark($"Written: {file}, {deliveries.Count} deliveries.");
    }
}
