using System.Globalization;
using StatExchange.Client;
using StatExchange.FunctionalTests.Queries.Mirrors;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.RealData;

/// <summary>Both sides of the real corridors, against what a script over the source itself works out.</summary>
[Collection(nameof(RealSources))]
public sealed class RealMirrorTests(RealDataFixture data)
{
    private StatExchangeClient Client => data.Exchange.Client;

    private static MirrorQuery Flows(string indicator) =>
        new(new SeriesQuery { StartPeriod = "2010", EndPeriod = "2016" }.Where("INDICATOR", indicator));

    [Fact]
    public async Task The_matrix_of_the_Eurostat_flows_is_what_the_source_says_of_each_corridor_and_year()
    {
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (sending, receiving, year, emigrants, immigrants) in Rows())
        {
            if (emigrants is null && immigrants is null)
                continue;
            var (difference, larger) = (emigrants - immigrants, Math.Max(emigrants ?? 0, immigrants ?? 0));
            var passes = difference is null ? "" : Math.Abs(difference.Value) * 10 <= larger ? "yes" : "no";
            expected.Add($"{sending} {receiving} {year} {emigrants} {immigrants} {difference} {passes}");
        }

        var actual = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var mirror in await Client.ReadAsync(Flows("MIG_EMI_TOT")))
        {
            Assert.Equal(("MIG_IMM_TOT", mirror.Key.CounterpartArea, mirror.Key.RefArea), (mirror.MirrorKey.Indicator, mirror.MirrorKey.RefArea, mirror.MirrorKey.CounterpartArea));
            foreach (var one in mirror.Comparisons())
            {
                var passes = one.Passes switch { null => "", true => "yes", false => "no" };
                actual.Add($"{mirror.Key.RefArea} {mirror.Key.CounterpartArea} {one.Period} {one.Reported} {one.Mirrored} {one.Difference} {passes}");
                if (one.Difference is { } difference && Math.Max(one.Reported!.Value, one.Mirrored!.Value) is var larger and > 0)
                    Assert.Equal((double)(Math.Abs(difference) / larger), one.Asymmetry!.Value, 12);
            }
        }

        Assert.True(expected.Count > 3_000);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(MirrorOrder.Difference)]
    [InlineData(MirrorOrder.Asymmetry)]
    public async Task The_corridors_that_differ_most_come_first(MirrorOrder order)
    {
        var corridors = Rows().Where(row => row.Emigrants is not null && row.Immigrants is not null).GroupBy(row => (row.Sending, row.Receiving)).Select(group => (
            Corridor: $"{group.Key.Sending} {group.Key.Receiving}",
            Difference: group.Sum(row => Math.Abs(row.Emigrants!.Value - row.Immigrants!.Value)),
            Larger: group.Sum(row => Math.Max(row.Emigrants!.Value, row.Immigrants!.Value)))).Where(corridor => corridor.Larger > 0);
        var expected = corridors.Select(corridor => order == MirrorOrder.Difference ? (double)corridor.Difference : (double)(corridor.Difference / corridor.Larger))
            .OrderDescending().Take(25).Select(measure => Math.Round(measure, 9)).ToList();

        var ranked = await Client.ReadAsync(Flows("MIG_EMI_TOT") with { Order = order, Limit = 25 });

        Assert.Equal(expected, ranked.Select(mirror => Math.Round(order == MirrorOrder.Difference ? mirror.AbsoluteDifference : mirror.Asymmetry, 9)));
        if (order == MirrorOrder.Difference)
            Assert.Equal(corridors.MaxBy(corridor => corridor.Difference).Corridor, $"{ranked[0].Key.RefArea} {ranked[0].Key.CounterpartArea}");
    }

    [Fact]
    public async Task Looked_at_from_the_other_side_it_is_the_same_with_the_other_sign()
    {
        var emigrants = await Client.ReadAsync(Flows("MIG_EMI_TOT") with { Figures = Flows("MIG_EMI_TOT").Figures.Where("REF_AREA", "PL", "RO") });
        var immigrants = await Client.ReadAsync(Flows("MIG_IMM_TOT") with { Figures = Flows("MIG_IMM_TOT").Figures.Where("COUNTERPART_AREA", "PL", "RO") });
        Assert.NotEmpty(emigrants);
        Assert.Equal(
            emigrants.SelectMany(mirror => mirror.Comparisons().Select(one => $"{mirror.Key.RefArea} {mirror.Key.CounterpartArea} {one.Period} {one.Difference}")).Order(StringComparer.Ordinal),
            immigrants.SelectMany(mirror => mirror.Comparisons().Select(one => $"{mirror.Key.CounterpartArea} {mirror.Key.RefArea} {one.Period} {-one.Difference}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Armenians_working_in_Russia_in_2017_as_both_sides_count_them()
    {
        var query = new MirrorQuery(new SeriesQuery { StartPeriod = "2017", EndPeriod = "2017" }
            .Where("INDICATOR", "LAB_NAT_ABROAD").Where("REF_AREA", "AM").Where("COUNTERPART_AREA", "RU"));
        var mirror = Assert.Single(await Client.ReadAsync(query));
        var one = Assert.Single(mirror.Comparisons());
        Assert.Equal((232_247m, 232_000m, 247m, true), (one.Reported, one.Mirrored, one.Difference, one.Passes));
        Assert.Equal(("LAB_FOR_EMP", "RU", "AM"), (mirror.MirrorKey.Indicator, mirror.MirrorKey.RefArea, mirror.MirrorKey.CounterpartArea));

        // The note travels with the number.
        Assert.NotEmpty(one.Observation.Reported.Comment);
    }

    private static IEnumerable<(string Sending, string Receiving, string Year, decimal? Emigrants, decimal? Immigrants)> Rows() =>
        RealSource.Lines("eurostat_flows_2010_2016.csv").Skip(1).Select(line => line.Split(',')).Select(cells => (cells[2], cells[3], cells[0], Number(cells[4]), Number(cells[5])));

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
