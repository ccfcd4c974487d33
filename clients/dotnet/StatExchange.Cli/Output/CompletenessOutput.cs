using Spectre.Console;
using StatExchange.Client;
using StatExchange.Client.Files;

namespace StatExchange.Cli;

/// <summary>Shows how complete a profile is.</summary>
/// <param name="profile">The profile.</param>
/// <param name="isToSend">Whether what is to be sent is asked for.</param>
/// <param name="isFiltered">Whether cells of some states only are.</param>
internal sealed class CompletenessOutput(string profile, bool isToSend, bool isFiltered)
{
    public async Task WriteAsync(CommandContext context, CompletenessQueryResult answer, string form, TextWriter? file, CancellationToken cancellationToken)
    {
        switch (form)
        {
            case OutputOption.Json:
                await WriteJsonAsync(file ?? context.Out, answer, cancellationToken);
                break;
            case OutputOption.Csv:
                await using (var csv = new CompletenessCsvWriter(file ?? context.Out))
                    await csv.WriteAsync(answer, cancellationToken);
                break;
            default:
                await WriteTableAsync(context, answer, file, cancellationToken);
                break;
        }
    }

    /// <summary>
    /// One document, an area a line: <c>{"vintage":{…},"asOfDay":"2026-11-29","profile":"BASIC","profileName":…,"reportingPeriods":["2022"],
    /// "indicators":[{"total":{…},"name":…}],"areas":[{"refArea":"AM",…,"total":{…,"score":0.83},"chapters":[…],"cells":[…]}]}</c>, messages as the
    /// contract's own JSON.
    /// </summary>
    private async Task WriteJsonAsync(TextWriter writer, CompletenessQueryResult answer, CancellationToken cancellationToken)
    {
        var beginning = new JsonEntries().Format(json =>
        {
            json.WriteStartObject();
            json.WriteString("asOfDay", answer.AsOfDay);
            json.WriteString("profile", profile);
            json.WriteString("profileName", answer.ProfileName);
            json.WriteStartArray("reportingPeriods");
            foreach (var period in answer.ReportingPeriods)
                json.WriteStringValue(period);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        var indicators = string.Join(',', answer.Indicators.Select(JsonOutput.Format));
        await writer.WriteAsync($$"""{"vintage":{{JsonOutput.Format(answer.Vintage)}},{{beginning[1..^1]}},"indicators":[{{indicators}}],"areas":[""");
        var separator = "\n";
        await foreach (var area in answer.ReadAreasAsync(cancellationToken))
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(JsonOutput.Format(area));
            separator = ",\n";
        }

        await writer.WriteLineAsync("\n]}");
    }

    private async Task WriteTableAsync(CommandContext context, CompletenessQueryResult answer, TextWriter? file, CancellationToken cancellationToken)
    {
        var console = file is null ? context.Screen : Screens.Create(file, isTerminal: false);
        var areas = await answer.ReadAreasAsync(cancellationToken).ToListAsync(cancellationToken);
        if (areas.Count == 0 || answer.ReportingPeriods.Count == 0)
        {
            context.Remark($"{profile} is due for none of these areas and periods; {VintageText.Of(answer.Vintage)}.");
            return;
        }

        console.WriteLine(Tables.Plain(
            $"{answer.ProfileName}, {string.Join(", ", answer.ReportingPeriods)}; {(answer.AsOfDay.Length > 0 ? $"as of {answer.AsOfDay}, " : "")}{VintageText.Of(answer.Vintage)}"));
        var table = new CompletenessTable(answer);
        if (isToSend)
            new CompletenessToSend(profile, answer).Write(context, console, areas);
        else if (areas is [var one])
            table.WriteArea(console, one, isFiltered);
        else if (isFiltered)
            table.WriteCells(context, console, areas);
        else
            table.WriteScores(console, areas);
    }
}
