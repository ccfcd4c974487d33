using StatExchange.Server.Database.Figures;
using StatExchange.Server.Submissions;
using StatExchange.V1;

namespace StatExchange.UnitTests.Submissions;

/// <summary>Rows that are summed replace what is published by their sum, exactly.</summary>
public sealed class SumTests
{
    [Fact]
    public void A_sum_replaces_what_is_published_and_counts_repeated_periods()
    {
        var merge = new SeriesMerge(Columns(0, (2016, 7), (2017, 8)));
        merge.Apply(SeriesAction.Append, Columns(0, (2017, 1), (2017, 2)), null, sums: true);
        merge.Apply(SeriesAction.Append, Columns(2, (2017, 325)), null, sums: true);
        var (next, replaced) = merge.Finish()!.Value;
        Assert.Equal([2016, 2017], next.Periods);
        Assert.Equal([700, 625], next.Values);
        Assert.Equal([2017], replaced!.Periods);
    }

    [Fact]
    public void A_sum_is_no_better_than_what_went_into_it()
    {
        var merge = new SeriesMerge(null);
        merge.Apply(SeriesAction.Append, Columns(0, (2017, 1)) with { ObsStatus = "." }, null, sums: true);
        merge.Apply(SeriesAction.Append, Columns(0, (2017, 1)) with { ObsStatus = "E" }, null, sums: true);
        Assert.Equal("E", merge.Finish()!.Value.Next.ObsStatus);
    }

    [Fact]
    public void What_is_left_out_is_not_merged_and_a_piece_without_anything_changes_nothing()
    {
        var current = Columns(0, (2016, 7)) with { Source = "before" };
        var merge = new SeriesMerge(current);
        merge.Apply(SeriesAction.Append, Columns(0, (2016, 8), (2017, 9)) with { Source = "after" }, null, leftOut: [1, 2]);
        Assert.Null(merge.Finish());
        merge = new SeriesMerge(current);
        merge.Apply(SeriesAction.Append, Columns(0, (2016, 8), (2017, 9)), null, leftOut: [1]);
        Assert.Equal([7, 9], merge.Finish()!.Value.Next.Values);
    }

    [Fact]
    public void A_deletion_between_sums_begins_anew()
    {
        var merge = new SeriesMerge(null);
        merge.Apply(SeriesAction.Append, Columns(0, (2017, 1)), null, sums: true);
        merge.Apply(SeriesAction.Delete, Columns(0), null);
        merge.Apply(SeriesAction.Append, Columns(0, (2017, 5)), null, sums: true);
        Assert.Equal([5], merge.Finish()!.Value.Next.Values);
    }

    private static SeriesColumns Columns(short decimals, params (int Period, long Value)[] observations) => new()
    {
        UnitMeasure = 1,
        UnitMult = 0,
        Decimals = decimals,
        Periods = [.. observations.Select(observation => observation.Period)],
        Values = [.. observations.Select(observation => observation.Value)],
    };
}
