using StatExchange.Client;

namespace StatExchange.UnitTests.Client;

public sealed class SeriesQueryTests
{
    [Fact]
    public void Puts_codes_and_groups_of_a_dimension_into_one_filter()
    {
        var query = new SeriesQuery().Where("REF_AREA", "AM").WhereMemberOf("REF_AREA", "EAEU").Where("SEX", "F", "M");

        var filters = query.ToSelection().Filters;
        Assert.Equal(["REF_AREA", "SEX"], filters.Select(filter => filter.Concept));
        Assert.Equal(["AM"], filters[0].Codes);
        Assert.Equal(["EAEU"], filters[0].AreaGroups);
    }

    [Fact]
    public void Leaves_the_query_it_came_from_as_it_is()
    {
        var query = new SeriesQuery().Where("SEX", "F");
        _ = query.Where("SEX", "M");

        Assert.Equal(["F"], query.ToSelection().Filters[0].Codes);
    }
}
