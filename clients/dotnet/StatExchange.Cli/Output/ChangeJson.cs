using System.Text.Json;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>
/// A change as JSON: <c>{"key":{"REF_AREA":"KZ",…},"before":{"unitMeasure":…},"after":{…},"observations":[{"period":"2017",
/// "change":"CHANGED","percent":-1.4,"before":{"period":"2017","value":7.0,"status":"A",…},"after":{…}}]}</c>. What was not there is null.
/// </summary>
internal static class ChangeJson
{
    public static void Write(Utf8JsonWriter json, SeriesChange change)
    {
        json.WriteStartObject();
        SeriesJson.WriteKey(json, change.Key());
        WriteAttributes(json, "before", change.Before);
        WriteAttributes(json, "after", change.After);
        json.WriteStartArray("observations");
        foreach (var observation in change.Observations())
            Write(json, observation);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ObservationChange change)
    {
        json.WriteStartObject();
        json.WriteString("period", change.Period.ToString());
        json.WriteString("change", change.Kind.ToString().ToUpperInvariant());
        if (change.Percent is { } percent)
            json.WriteNumber("percent", percent);
        else
            json.WriteNull("percent");
        WriteObservation(json, "before", change.Before);
        WriteObservation(json, "after", change.After);
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, string name, Series? series)
    {
        if (series is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        SeriesJson.WriteAttributes(json, series);
        json.WriteEndObject();
    }

    private static void WriteObservation(Utf8JsonWriter json, string name, Observation? observation)
    {
        if (observation is not { } one)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        SeriesJson.WriteProperties(json, one);
        json.WriteEndObject();
    }
}
