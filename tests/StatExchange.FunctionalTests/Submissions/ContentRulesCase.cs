using System.Globalization;
using StatExchange.Client;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>A submission, what is published before, and what one rule is to find in it: all of it, or nothing.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Situation">What is the case, for the test's name.</param>
internal sealed record ContentRulesCase(string Rule, string Situation)
{
    /// <summary>The area that the figures are about; each case has one of its own in its place.</summary>
    public const string Area = "KZ";

    /// <summary>What is published before.</summary>
    public IReadOnlyList<StagedSeries> Published { get; init; } = [];

    /// <summary>What another provider published before.</summary>
    public IReadOnlyList<StagedSeries> PublishedByOther { get; init; } = [];

    /// <summary>What is submitted; its observations are in the rows from 2 on.</summary>
    public required IReadOnlyList<StagedSeries> Submitted { get; init; }

    /// <summary>The profile it is submitted for, with its period; null for none.</summary>
    public (string Profile, string Period)? Profile { get; init; }

    /// <summary>"row 3, 2017, OBS_VALUE: -1 (≥ 0)": what the rule finds.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>Facts that the first finding has among others, "previous=100".</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Figures of an indicator: "2016=5 2017=L 2018=Q! 2019=": a letter is a gap, with an exclamation mark a confidential one; nothing is a value that is not stated.</summary>
    public static StagedSeries Of(
        string indicator, string figures, string counterpart = "", string freq = "A", Action<SeriesKey>? key = null, SeriesAction action = SeriesAction.Append)
    {
        var stated = Key(indicator, Area, counterpart, freq);
        key?.Invoke(stated);
        return Do(action, Series(stated, figures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Observation)));
    }

    /// <summary>Figures of an indicator as <see cref="Of"/>, of one sex.</summary>
    public static StagedSeries OfSex(string sex, string indicator, string figures) => Of(indicator, figures, key: key => key.Sex = sex);

    /// <summary>The deletion of a whole series, or of its figures.</summary>
    public static StagedSeries Deleted(StagedSeries series, params int[] periods) =>
        Do(SeriesAction.Delete, new Series { Key = series.Series.Key, Periods = { periods } });

    /// <summary>What was found, as <see cref="Found"/> says it.</summary>
    public static string Describe(Finding finding) => string.Create(
        CultureInfo.InvariantCulture, $"row {finding.Row}, {finding.Period}, {finding.Concept}: {finding.Value} ({finding.Expected})");

    /// <summary>The case in an area, its pieces in the rows that follow one another.</summary>
    public static IReadOnlyList<StagedSeries> In(string area, IReadOnlyList<StagedSeries> pieces)
    {
        var row = 2;
        return [.. pieces.Select(piece => InArea(piece.Clone()))];

        StagedSeries InArea(StagedSeries piece)
        {
            piece.Series.Key.RefArea = piece.Series.Key.RefArea == Area ? area : piece.Series.Key.RefArea;
            piece.Series.Key.CounterpartArea = piece.Series.Key.CounterpartArea == Area ? area : piece.Series.Key.CounterpartArea;
            var rows = piece.Rows.Count;
            piece.Rows.Clear();
            piece.Rows.AddRange(Enumerable.Range(row, rows));
            row += rows;
            return piece;
        }
    }

    private static Observation Observation(string text)
    {
        var (period, figure) = (text.Split('=')[0], text.Split('=')[1]);
        if (figure.Length == 0)
            return new Observation(TimePeriod.Parse(period), null, 'E', '.');
        return char.IsAsciiLetter(figure[0])
            ? new Observation(TimePeriod.Parse(period), null, figure[0], figure.EndsWith('!') ? 'C' : 'F')
            : new Observation(TimePeriod.Parse(period), decimal.Parse(figure, CultureInfo.InvariantCulture));
    }
}
