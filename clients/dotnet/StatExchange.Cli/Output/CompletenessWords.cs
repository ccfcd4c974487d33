using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>States of a profile's cells as people read them.</summary>
internal static class CompletenessWords
{
    /// <summary>A state as options name it: not-due.</summary>
    public static string Option(CompletenessState state) => state.Name().ToLowerInvariant().Replace('_', '-');

    /// <summary>How far a cell is there: late, 12 days.</summary>
    public static string Of(CompletenessCell cell) => cell.State switch
    {
        CompletenessState.Late => $"late, {Days(cell.DaysLate)}",
        CompletenessState.Partial => $"partial: {Reason(cell)}",
        _ => Option(cell.State).Replace('-', ' '),
    };

    /// <summary>Why a cell is not delivered, in few words.</summary>
    public static string Reason(CompletenessCell cell) => cell.PartialReason switch
    {
        PartialReason.PeriodsMissing => $"{cell.LackingPeriods.Count} of its periods lacking",
        PartialReason.ValuesMissing => "without a value",
        PartialReason.Frequency => "by weeks or days only",
        PartialReason.TotalMissing => "breakdowns without the total",
        _ => "nothing sent",
    };

    /// <summary>A score as a share: 83 %; empty without one.</summary>
    public static string Score(CompletenessScore score) => score.HasScore ? score.Score.ToString("0 %", CultureInfo.InvariantCulture) : "";

    /// <summary>What is there of what counts: 5/6; empty when nothing counts.</summary>
    public static string Counts(CompletenessScore score) =>
        score.HasScore ? $"{score.Delivered + score.Late}/{score.Delivered + score.Late + score.Partial + score.Missing}" : "";

    /// <summary>The short name of a chapter, which its name begins with: A3.</summary>
    public static string Short(string part) => part.Split(' ')[0];

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days:N0} days");
}
