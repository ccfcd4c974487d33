using StatExchange.Client.Files;
using StatExchange.V1;
using static StatExchange.UnitTests.Files.SdmxFile;

namespace StatExchange.UnitTests.Files;

public sealed class ActionTests
{
    [Theory]
    [InlineData("I", SeriesAction.Append)]
    [InlineData("A", SeriesAction.Append)]
    [InlineData("", SeriesAction.Append)]
    [InlineData("R", SeriesAction.Replace)]
    [InlineData("M", SeriesAction.Merge)]
    public async Task Reads_actions(string letter, SeriesAction action)
    {
        var staged = Assert.Single(await ReadAsync(Header2, Row2(letter, "T,2017,1,A,0,")));

        Assert.Equal(action, staged.Action);
        Assert.Empty(staged.RawCells);
    }

    [Fact]
    public async Task Passes_on_an_unknown_action()
    {
        var staged = Assert.Single(await ReadAsync(Header2, Row2("X", "T,2017,1,A,0,")));

        Assert.Equal(("ACTION", "X"), (staged.RawCells[0].Concept, staged.RawCells[0].Text));
    }

    [Theory]
    [InlineData("T,2017,-,,,")]
    [InlineData("T,2017,,,,")]
    [InlineData("T,2017,5,A,0,")]
    public async Task Deletes_an_observation(string cells)
    {
        var staged = Assert.Single(await ReadAsync(Header2, Row2("D", cells)));

        Assert.Equal(SeriesAction.Delete, staged.Action);
        Assert.Equal([2017], staged.Series.Periods);
        Assert.Empty(staged.Series.Values);
        Assert.Empty(staged.RawCells);
    }

    [Theory]
    [InlineData("T,2017,,-,,")]
    [InlineData("T,2017,,,,-")]
    public async Task Passes_on_the_deletion_of_part_of_an_observation(string cells)
    {
        var staged = Assert.Single(await ReadAsync(Header2, Row2("D", cells)));

        Assert.Equal(("ACTION", "D"), (staged.RawCells[0].Concept, staged.RawCells[0].Text));
    }

    [Fact]
    public async Task Deletes_a_whole_series_without_a_period()
    {
        var staged = await ReadAsync(Header2, Row2("D", "T,2016,,,,"), Row2("D", "T,,,,,"), Row2("D", "T,2017,,,,"));

        Assert.Equal([1, 0, 1], staged.Select(series => series.Series.Periods.Count));
        Assert.Equal([3], staged[1].Rows);
    }

    [Fact]
    public async Task Leaves_wildcards_of_a_deletion_empty()
    {
        var staged = Assert.Single(await ReadAsync(Header2, Row2("D", ",2017,,,,", "AM.ARMSTAT,A,,AM")));

        Assert.Equal("", staged.Series.Key.Indicator);
        Assert.Equal([2017], staged.Series.Periods);
    }

    [Fact]
    public async Task Puts_scattered_rows_of_a_series_together_in_the_order_of_their_first_rows()
    {
        var staged = await ReadAsync(Header2, Row2("A", "F,2016,1,A,0,"), Row2("A", "M,2016,2,A,0,"), Row2("A", "F,2017,3,A,0,"));

        Assert.Equal([[2, 4], [3]], staged.Select(series => series.Rows.ToArray()));
    }

    [Fact]
    public async Task Keeps_the_order_of_rows_that_contradict_one_another()
    {
        var complete = string.Concat(Enumerable.Repeat(",_T", 12));
        var header = Header2 + ",COUNTERPART_AREA,AGE,CITIZENSHIP,REASON,EDUCATION,OCCUPATION,ECONOMIC_ACTIVITY,DURATION,BORDER_TYPE,"
            + "RETURN_TYPE,DECISION,EXPLOITATION_FORM,BIRTH_COUNTRY_GROUP";
        var staged = await ReadAsync(
            header,
            Row2("A", "F,2016,1,A,0,,_T" + complete),
            Row2("D", "F,2016,,,,,_T" + complete),
            Row2("A", "F,2016,3,A,0,,_T" + complete),
            Row2("A", "F,2017,3,A,0,,_T" + complete));

        Assert.Equal([[2], [3], [4, 5]], staged.Select(series => series.Rows.ToArray()));
    }

    [Fact]
    public async Task Begins_anew_after_a_deletion_with_wildcards()
    {
        var staged = await ReadAsync(
            Header2, Row2("A", "F,2016,1,A,0,"), Row2("D", ",2016,,,,"), Row2("D", ",2017,,,,"), Row2("A", "F,2016,3,A,0,"));

        Assert.Equal([[2], [3, 4], [5]], staged.Select(series => series.Rows.ToArray()));
    }

    [Fact]
    public async Task Separates_rows_with_other_attributes()
    {
        var staged = await ReadAsync(Header2, Row2("A", "F,2016,1,A,0,"), Row2("A", "F,2017,1.5,A,1,"), Row2("A", "F,2018,1,A,1,"));

        Assert.Equal([[2], [3, 4]], staged.Select(series => series.Rows.ToArray()));
        Assert.Equal([15, 10], staged[1].Series.Values);
    }

    [Fact]
    public async Task Begins_anew_with_each_window()
    {
        var options = new SeriesFileOptions { WindowRows = 2 };
        var staged = await ReadAsync(
            options, Header2, Row2("A", "F,2016,1,A,0,"), Row2("A", "F,2017,1,A,0,"), Row2("A", "F,2018,1,A,0,"));

        Assert.Equal([[2, 3], [4]], staged.Select(series => series.Rows.ToArray()));
    }
}
