using System.Globalization;
using Google.Protobuf.Collections;
using Spectre.Console;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows methodology notes as text.</summary>
internal static class MethodologyText
{
    /// <summary>A note with a line for each thing that it says, in a language or the one there is.</summary>
    public static void Write(IAnsiConsole console, MethodologyNote note, string language)
    {
        console.WriteLine(Tables.Plain($"{note.Organisation}, {note.Indicator}{SourceOf(note)} (version {note.Version}, {SubmissionOutput.Instant(note.SavedAt)})"));
        var russian = language == "ru";
        Write(console, russian ? "Определение" : "Definition", note.Definition, language);
        Write(console, russian ? "Правила учёта" : "Counting rules", note.CountingRules, language);
        Write(console, russian ? "Отклонения" : "Deviations", note.Deviations, language);
        Write(console, russian ? "Охват" : "Coverage", note.Coverage, language);
        Write(console, russian ? "Источник" : "Source", note.Source, language);
    }

    private static string SourceOf(MethodologyNote note) =>
        note.SourceType == SourceType.Unspecified ? "" : $": {MethodologyFile.NameOf(note.SourceType).Replace('_', ' ').ToLower(CultureInfo.InvariantCulture)}";

    private static void Write(IAnsiConsole console, string name, MapField<string, string> text, string language)
    {
        if (text.Count > 0)
            console.WriteLine(Tables.Plain($"  {name}: {text.In(language)}"));
    }
}
