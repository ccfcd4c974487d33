using System.Text.Json;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>A corridor as JSON, with periods and values as people write them.</summary>
internal static class MirrorJson
{
    public static void Write(Utf8JsonWriter json, Mirror mirror)
    {
        json.WriteStartObject();
        SeriesJson.WriteKey(json, mirror.Key);
        SeriesJson.WriteKey(json, mirror.MirrorKey, "mirrorKey");
        json.WriteString("unitMeasure", mirror.UnitMeasure);
        json.WriteNumber("unitMult", mirror.UnitMult);
        Write(json, "absoluteDifference", ScaledDecimal.ToDecimal(mirror.AbsoluteDifference, mirror.Decimals));
        Write(json, "asymmetry", mirror.HasAsymmetry ? mirror.Asymmetry : null);
        Write(json, "trend", mirror.HasTrend ? mirror.Trend : null);
        json.WriteNumber("periodsCompared", mirror.PeriodsCompared);
        json.WriteNumber("periodsPassed", mirror.PeriodsPassed);
        json.WriteStartArray("observations");
        foreach (var one in mirror.Comparisons())
            Write(json, one);
        json.WriteEndArray();
        json.WriteStartArray("explanations");
        foreach (var entry in mirror.Explanations)
            json.WriteRawValue(JsonOutput.Format(entry));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MirrorComparison one)
    {
        json.WriteStartObject();
        json.WriteString("period", one.Period.ToString());
        Write(json, "reported", one.Reported, one.Observation.Reported);
        Write(json, "mirrored", one.Mirrored, one.Observation.Mirrored);
        Write(json, "difference", one.Difference);
        Write(json, "ratio", one.Ratio);
        Write(json, "asymmetry", one.Asymmetry);
        if (one.Passes is { } passes)
            json.WriteBoolean("passes", passes);
        else
            json.WriteNull("passes");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value, MirrorFigure figure)
    {
        json.WriteStartObject(name);
        Write(json, "value", value);
        json.WriteString("state", figure.State.Name());
        json.WriteString("status", figure.ObsStatus);
        json.WriteString("confidentialityStatus", figure.ConfStatus);
        json.WriteString("provider", figure.Provider);
        SeriesJson.WriteComments(json, figure.Comment.ToDictionary(StringComparer.Ordinal));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
