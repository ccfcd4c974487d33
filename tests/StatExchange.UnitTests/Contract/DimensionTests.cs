using StatExchange.V1;

namespace StatExchange.UnitTests.Contract;

public sealed class DimensionTests
{
    [Fact]
    public void Lists_every_field_of_the_key() =>
        Assert.Equal(SeriesKey.Descriptor.Fields.InFieldNumberOrder().Select(field => field.Name), Dimension.All.Select(dimension => dimension.FieldName));

    [Fact]
    public void Reads_and_writes_its_own_field()
    {
        var key = new SeriesKey();
        foreach (var dimension in Dimension.All)
            dimension.Set(key, dimension.Id);

        Assert.All(Dimension.All, dimension => Assert.Equal(dimension.Id, dimension.Get(key)));
    }

    [Fact]
    public void Every_other_dimension_than_these_four_is_a_breakdown() => Assert.Equal(
        ["DATA_PROVIDER", "FREQ", "INDICATOR", "REF_AREA"],
        Dimension.All.Where(dimension => !dimension.IsBreakdown).Select(dimension => dimension.Id));

    [Fact]
    public void Concepts_come_in_the_order_of_columns()
    {
        var roles = DataStructureDefinition.Concepts.Select(concept => concept.Role).Distinct();

        Assert.Equal(
            [
                ConceptRole.Dimension, ConceptRole.TimeDimension, ConceptRole.Measure, ConceptRole.ObservationAttribute,
                ConceptRole.SeriesAttribute,
            ],
            roles);
    }
}
