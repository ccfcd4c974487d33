using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Submissions;

/// <summary>A fault of an upload, all the findings it raises, and the nearest upload that raises none.</summary>
internal sealed record StructuralFindingsCase
{
    /// <summary>What is wrong, for the test's name.</summary>
    public required string Fault { get; init; }

    /// <summary>The rule that finds it.</summary>
    public required FindingRule Rule { get; init; }

    /// <summary>What is uploaded.</summary>
    public required StagedSeries[] Faulty { get; init; }

    /// <summary>All the findings, in their order, without numbers and words.</summary>
    public required Finding[] Findings { get; init; }

    /// <summary>The same without the fault.</summary>
    public required StagedSeries[] Sound { get; init; }

    /// <summary>A finding on one observation.</summary>
    public static Finding Found(
        FindingRule rule, int row, SeriesKey key, string period, string concept, string value, string expected = "", int batch = 1) => new()
        {
            Rule = rule,
            Severity = FindingSeverity.Error,
            Batch = batch,
            Row = row,
            Key = key,
            Period = period,
            Concept = concept,
            Value = value,
            Expected = expected,
        };

    /// <summary>Findings on a series of two observations in the rows 2 and 3: one at each.</summary>
    public static Finding[] FoundAtEachRow(FindingRule rule, SeriesKey key, string concept, string value, string expected = "") =>
        [Found(rule, 2, key, "", concept, value, expected), Found(rule, 3, key, "", concept, value, expected)];

    /// <summary>The observations 2016 and 2017 in the rows 2 and 3.</summary>
    public static StagedSeries Two(SeriesKey key, Action<Series>? change = null) => Piece(SeriesAction.Append, TwoYears(key), change);

    /// <summary>The observation 2016 in the row 2.</summary>
    public static StagedSeries One(decimal? value, char status = 'A', Action<Series>? change = null) =>
        Piece(SeriesAction.Append, Series(Key(), At("2016", value, status)), change);

    /// <summary>A piece in the rows from 2 on.</summary>
    public static StagedSeries Piece(SeriesAction action, Series series, Action<Series>? change = null)
    {
        change?.Invoke(series);
        return Do(action, series);
    }

    /// <summary>The piece with its first observation in a row.</summary>
    public static StagedSeries InRow(int first, StagedSeries piece)
    {
        var rows = Enumerable.Range(first, piece.Rows.Count).ToList();
        piece.Rows.Clear();
        piece.Rows.AddRange(rows);
        return piece;
    }

    /// <summary>The piece with a cell that its columns cannot express.</summary>
    public static StagedSeries WithCell(StagedSeries piece, string concept, string text, int position = 0)
    {
        piece.RawCells.Add(new RawCell { Position = position, Concept = concept, Text = text });
        return piece;
    }

    /// <summary>Two years of a series whose frequency may be no frequency.</summary>
    public static Series TwoYears(SeriesKey key) => new() { Key = key, Periods = { 2016, 2017 }, Values = { 1, 2 } };
}
