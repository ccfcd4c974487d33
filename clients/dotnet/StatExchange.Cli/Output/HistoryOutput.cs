using System.Text.Json;
using StatExchange.Client;
using StatExchange.Client.Files;

namespace StatExchange.Cli;

/// <summary>Exports every vintage of an answer.</summary>
internal static class HistoryOutput
{
    public static async Task WriteCsvAsync(TextWriter writer, HistoryQueryResult answer, CancellationToken cancellationToken)
    {
        await using var csv = new HistoryCsvWriter(writer);
        await csv.WriteAsync(answer.ReadVintagesAsync(cancellationToken), cancellationToken);
    }

    /// <summary>
    /// One document, a line for what a release made of a series: <c>{"vintage":{…},"ignoredCodes":[…],"vintages":[{"key":{…},
    /// "release":{…},"observations":[{"period":"2017","value":7.0,…,"replacedBy":{…}}],"deletedPeriods":["2018"]}]}</c>.
    /// </summary>
    public static async Task WriteJsonAsync(TextWriter writer, HistoryQueryResult answer, CancellationToken cancellationToken)
    {
        var ignored = string.Join(',', answer.IgnoredCodes.Select(JsonOutput.Format));
        await writer.WriteAsync($$"""{"vintage":{{JsonOutput.Format(answer.Vintage)}},"ignoredCodes":[{{ignored}}],"vintages":[""");
        var entries = new JsonEntries();
        var separator = "\n";
        await foreach (var vintage in answer.ReadVintagesAsync(cancellationToken))
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(entries.Format(json => Write(json, vintage)));
            separator = ",\n";
        }

        await writer.WriteLineAsync("\n]}");
    }

    private static void Write(Utf8JsonWriter json, PublishedVintage vintage)
    {
        json.WriteStartObject();
        SeriesJson.WriteKey(json, vintage.Series.Key);
        SeriesJson.WriteAttributes(json, vintage.Series);
        json.WritePropertyName("release");
        json.WriteRawValue(JsonOutput.Format(vintage.Release));
        json.WriteStartArray("observations");
        foreach (var (observation, replacedBy) in vintage.Observations())
        {
            json.WriteStartObject();
            SeriesJson.WriteProperties(json, observation);
            json.WritePropertyName("replacedBy");
            json.WriteRawValue(replacedBy is null ? "null" : JsonOutput.Format(replacedBy));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("deletedPeriods");
        foreach (var period in vintage.DeletedPeriods)
            json.WriteStringValue(period.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
