using System.Text.Json;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows aggregates with their coverage.</summary>
internal static class AggregateOutput
{
    public static async Task WriteAsync(
        CommandContext context, AggregateQuery query, AggregateQueryResult answer, string form, TextWriter? file, CancellationToken cancellationToken)
    {
        var writer = file ?? context.Out;
        switch (form)
        {
            case OutputOption.Json:
                await WriteJsonAsync(writer, answer, cancellationToken);
                break;
            case OutputOption.Csv:
                await using (var csv = new AggregatesCsvWriter(writer))
                    await csv.WriteAsync(answer.ReadAggregatesAsync(cancellationToken), cancellationToken);
                break;
            default:
                await AggregateTable.WriteAsync(context, query, answer, file is null ? context.Screen : Screens.Create(file, isTerminal: false), cancellationToken);
                break;
        }
    }

    /// <summary>
    /// One document, an aggregate a line: <c>{"vintage":{…},"ignoredCodes":[…],"forbidden":[…],"aggregates":[{"key":{…},
    /// "observations":[{"period":"2017","value":24070,…,"complete":false,"hasEstimates":false,"share":0.93,"parts":[{"codes":["DE"],
    /// "state":"INCLUDED","provider":"DE.DESTATIS"}]}]}],"methodology":[…]}</c>. Parts of a derived indicator have "terms" as well, each with its
    /// term, state and provider.
    /// </summary>
    private static async Task WriteJsonAsync(TextWriter writer, AggregateQueryResult answer, CancellationToken cancellationToken)
    {
        var ignored = string.Join(',', answer.IgnoredCodes.Select(JsonOutput.Format));
        var forbidden = string.Join(',', answer.Forbidden.Select(JsonOutput.Format));
        await writer.WriteAsync($$"""{"vintage":{{JsonOutput.Format(answer.Vintage)}},"ignoredCodes":[{{ignored}}],"forbidden":[{{forbidden}}],"aggregates":[""");
        var entries = new JsonEntries();
        var separator = "\n";
        await foreach (var aggregate in answer.ReadAggregatesAsync(cancellationToken))
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(entries.Format(json => Write(json, aggregate)));
            separator = ",\n";
        }

        await writer.WriteLineAsync($$"""{{"\n"}}],"methodology":[{{string.Join(',', answer.Methodology.Select(JsonOutput.Format))}}]}""");
    }

    private static void Write(Utf8JsonWriter json, Aggregate aggregate)
    {
        json.WriteStartObject();
        SeriesJson.WriteKey(json, aggregate.Series.Key);
        SeriesJson.WriteAttributes(json, aggregate.Series);
        json.WriteStartArray("observations");
        foreach (var one in aggregate.Observations())
        {
            json.WriteStartObject();
            SeriesJson.WriteProperties(json, one.Observation);
            json.WriteBoolean("complete", one.IsComplete);
            json.WriteBoolean("hasEstimates", one.HasEstimates);
            if (one.Share is { } share)
                json.WriteNumber("share", share);
            else
                json.WriteNull("share");
            json.WriteStartArray("parts");
            foreach (var part in one.Parts)
                Write(json, part);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AggregateObservationPart part)
    {
        json.WriteStartObject();
        json.WriteStartArray("codes");
        foreach (var code in part.Codes)
            json.WriteStringValue(code);
        json.WriteEndArray();
        json.WriteString("state", part.StateName);
        json.WriteString("provider", part.Provider);
        if (part.Terms.Count > 0)
        {
            json.WriteStartArray("terms");
            foreach (var term in part.Terms)
                Write(json, term);
            json.WriteEndArray();
        }

        if (part.Comments is { } comments)
            SeriesJson.WriteComments(json, comments);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AggregateObservationTerm term)
    {
        json.WriteStartObject();
        json.WriteString("term", term.Name);
        json.WriteString("state", term.StateName);
        json.WriteString("provider", term.Provider);
        if (term.Comments is { } comments)
            SeriesJson.WriteComments(json, comments);
        json.WriteEndObject();
    }
}
