using StatExchange.Server.Database.Figures;
using StatExchange.Server.Submissions;
using StatExchange.V1;

namespace StatExchange.UnitTests.Submissions;

/// <summary>A restricted value stays restricted until its provider says that it is free.</summary>
public sealed class RestrictedMergeTests
{
    [Theory]
    [InlineData(SeriesAction.Append, ".", false, 'C')]
    [InlineData(SeriesAction.Merge, ".", false, 'C')]
    [InlineData(SeriesAction.Merge, "F", false, 'F')]
    [InlineData(SeriesAction.Merge, "N", false, 'N')]
    [InlineData(SeriesAction.Append, ".", true, 'C')]
    [InlineData(SeriesAction.Append, "F", true, 'F')]
    [InlineData(SeriesAction.Replace, ".", false, 'F')]
    public void What_is_said_of_it_decides(SeriesAction action, string stated, bool sums, char becomes)
    {
        var merge = new SeriesMerge(Columns("A", "C", 7));
        merge.Apply(action, Columns("A", stated, 8), null, sums);
        var next = merge.Finish()!.Value.Next;
        Assert.Equal((8L, becomes), (next.Values[0], next.ConfidentialityAt(0)));
    }

    [Fact]
    public void The_flag_of_a_suppressed_cell_does_not_stay_with_a_value_that_is_given_for_it()
    {
        var merge = new SeriesMerge(Columns("Q", "C", 0));
        merge.Apply(SeriesAction.Merge, Columns(".", ".", 8), null);
        var next = merge.Finish()!.Value.Next;
        Assert.Equal((8L, 'A', 'F'), (next.Values[0], next.StatusAt(0), next.ConfidentialityAt(0)));
    }

    private static SeriesColumns Columns(string status, string confidentiality, long value) => new()
    {
        UnitMeasure = 1,
        UnitMult = 0,
        Decimals = 0,
        Periods = [2017],
        Values = [value],
        ObsStatus = status,
        ConfStatus = confidentiality,
    };
}
