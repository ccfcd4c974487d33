using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows what offices say of mirror differences.</summary>
internal static class ExplanationText
{
    /// <summary>The columns of a list of entries.</summary>
    public static IReadOnlyList<ListColumn<MirrorExplanation>> Columns(string language) =>
    [
        new("written_at", entry => SubmissionOutput.Instant(entry.WrittenAt)),
        new("organisation", entry => entry.Organisation),
        new("indicator", entry => entry.Key.Indicator),
        new("ref_area", entry => entry.Key.RefArea),
        new("counterpart_area", entry => entry.Key.CounterpartArea),
        new("periods", PeriodsOf),
        new("public", entry => entry.IsPublic ? "yes" : ""),
        new("text", entry => entry.Text.In(language)),
    ];

    /// <summary>An entry in one line.</summary>
    public static string Of(MirrorExplanation entry, string language) =>
        $"{entry.Organisation} of {entry.Key.RefArea} – {entry.Key.CounterpartArea}{(PeriodsOf(entry) is { Length: > 0 } periods ? $" {periods}" : "")}"
        + $", {SubmissionOutput.Instant(entry.WrittenAt)}{(entry.IsPublic ? "" : ", between both sides")}: {entry.Text.In(language)}";

    private static string PeriodsOf(MirrorExplanation entry) => (entry.StartPeriod, entry.EndPeriod) switch
    {
        ("", "") => "",
        (var start, "") => $"from {start}",
        ("", var end) => $"to {end}",
        var (start, end) when start == end => start,
        var (start, end) => $"{start} to {end}",
    };
}
