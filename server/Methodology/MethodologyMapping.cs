using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Server.Methodology;

/// <summary>Notes and explanations as the contract shows them.</summary>
internal static class MethodologyMapping
{
    /// <summary>A note.</summary>
    public static MethodologyNote ToProto(this MethodologyRecord record)
    {
        var note = MethodologyNote.Parser.ParseFrom(record.Content);
        note.Version = record.Version;
        note.SavedAt = record.SavedAt.ToTimestamp();
        return note;
    }

    /// <summary>What of a note is stored, and compared: all but version and instant, texts trimmed and in the order of their languages.</summary>
    public static byte[] ToContent(this MethodologyNote note, string organisation) => new MethodologyNote
    {
        Organisation = organisation,
        Indicator = note.Indicator,
        SourceType = note.SourceType,
        Definition = { Sorted(note.Definition) },
        CountingRules = { Sorted(note.CountingRules) },
        Deviations = { Sorted(note.Deviations) },
        Coverage = { Sorted(note.Coverage) },
        Source = { Sorted(note.Source) },
    }.ToByteArray();

    /// <summary>An entry of a thread.</summary>
    public static MirrorExplanation ToProto(this ExplanationRecord record) => new()
    {
        ExplanationId = record.ExplanationId,
        Key = new SeriesKey { Indicator = record.Indicator, RefArea = record.RefArea, CounterpartArea = record.CounterpartArea },
        Organisation = record.Organisation,
        Text = { JsonSerializer.Deserialize<Dictionary<string, string>>(record.Text)! },
        StartPeriod = record.StartPeriod,
        EndPeriod = record.EndPeriod,
        IsPublic = record.IsPublic,
        WrittenAt = record.WrittenAt.ToTimestamp(),
    };

    /// <summary>What an entry says, as it is stored.</summary>
    public static string ToJson(this MapField<string, string> texts) => JsonSerializer.Serialize(Sorted(texts));

    private static SortedDictionary<string, string> Sorted(MapField<string, string> texts) =>
        new(texts.ToDictionary(text => text.Key, text => text.Value.Trim(), StringComparer.Ordinal), StringComparer.Ordinal);
}
