using System.Text.Json;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>
/// Writes an answer as one JSON document, series by series:
/// <c>{"vintage":{…},"ignoredCodes":[…],"series":[{"key":{"REF_AREA":"AM",…},"unitMeasure":…,"observations":[{"period":"2017",
/// "value":2407.0,"status":"A","confidentialityStatus":"F","comments":{…}}],"justifications":[…]}]}</c>. Values are JSON numbers with exactly the
/// decimals that were published; a gap's value is null.
/// </summary>
internal static class SeriesJson
{
    public static async Task WriteAsync(TextWriter writer, SeriesQueryResult answer, CancellationToken cancellationToken)
    {
        await writer.WriteAsync($$"""{"vintage":{{JsonOutput.Format(answer.Vintage)}},"ignoredCodes":[""");
        await writer.WriteAsync(string.Join(',', answer.IgnoredCodes.Select(JsonOutput.Format)));
        await writer.WriteAsync("],\"series\":[");
        var entries = new JsonEntries();
        var separator = "\n";
        await foreach (var (series, justifications) in answer.ReadJustifiedSeriesAsync(cancellationToken))
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(entries.Format(json => Write(json, series, justifications)));
            separator = ",\n";
        }

        await writer.WriteLineAsync("\n]}");
    }

    private static void Write(Utf8JsonWriter json, Series series, IReadOnlyList<ObservationJustification> justifications)
    {
        json.WriteStartObject();
        WriteKey(json, series.Key);
        WriteAttributes(json, series);
        json.WriteStartArray("observations");
        foreach (var observation in series.Observations())
            Write(json, observation);
        json.WriteEndArray();
        json.WriteStartArray("justifications");
        foreach (var justification in justifications)
            json.WriteRawValue(JsonOutput.Format(justification));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a key as a property.</summary>
    public static void WriteKey(Utf8JsonWriter json, SeriesKey key, string name = "key")
    {
        json.WriteStartObject(name);
        foreach (var dimension in Dimension.All)
            json.WriteString(dimension.Id, dimension.Get(key));
        json.WriteEndObject();
    }

    /// <summary>Writes the attributes of a series as properties.</summary>
    public static void WriteAttributes(Utf8JsonWriter json, Series series)
    {
        json.WriteString("unitMeasure", series.UnitMeasure);
        json.WriteNumber("unitMult", series.UnitMult);
        json.WriteNumber("decimals", series.Decimals);
        json.WriteString("source", series.Source);
    }

    /// <summary>Writes an observation as properties.</summary>
    public static void WriteProperties(Utf8JsonWriter json, Observation observation)
    {
        json.WriteString("period", observation.Period.ToString());
        if (observation.Value is { } value)
            json.WriteNumber("value", value);
        else
            json.WriteNull("value");
        json.WriteString("status", [observation.Status]);
        json.WriteString("confidentialityStatus", [observation.ConfidentialityStatus]);
        if (observation.Comments is { } comments)
            WriteComments(json, comments);
    }

    /// <summary>Writes comments as a property.</summary>
    public static void WriteComments(Utf8JsonWriter json, IReadOnlyDictionary<string, string> comments)
    {
        json.WriteStartObject("comments");
        foreach (var (language, text) in comments)
            json.WriteString(language, text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Observation observation)
    {
        json.WriteStartObject();
        WriteProperties(json, observation);
        json.WriteEndObject();
    }
}
