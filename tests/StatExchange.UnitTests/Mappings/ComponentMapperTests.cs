using StatExchange.Server.Catalogue;
using StatExchange.Server.Mappings;
using StatExchange.V1;
using Codelist = StatExchange.Server.Catalogue.Codelist;
using Kind = StatExchange.Server.Mappings.CodeMatch.MatchKind;

namespace StatExchange.UnitTests.Mappings;

/// <summary>The first code map that matches counts; without one, a code is itself and another name of one is that.</summary>
public sealed class ComponentMapperTests
{
    private static readonly Codelist Areas = new(
        "CL_AREA", "1.0", new LocalisedText("Areas", "Территории"), "test",
        [Area(1, "AM", "ARM"), Area(2, "KZ", "KAZ", "QAZ"), Area(3, "GB", "GBR")]);

    [Theory]
    [InlineData("Armenia", nameof(Kind.Mapped), "AM")]
    [InlineData("AM", nameof(Kind.Mapped), "AM")]
    [InlineData("qaz", nameof(Kind.Mapped), "KZ")]
    [InlineData("", nameof(Kind.Mapped), "")]
    [InlineData("X_1", nameof(Kind.LeftOut), "")]
    [InlineData("UK (all)", nameof(Kind.Mapped), "GB")]
    [InlineData("UK", nameof(Kind.Mapped), "AM")]
    [InlineData("ARMENIA", nameof(Kind.Unmapped), "")]
    public void A_cell_becomes_a_code(string cell, string kind, string code)
    {
        var mapper = new ComponentMapper(
            new ComponentMap
            {
                Columns = { "area" },
                AcceptsAliases = true,
                Codes =
                {
                    new CodeMap { Values = { "Armenia" }, Code = "AM" },
                    new CodeMap { Values = { "UK" }, Code = "AM" },
                    new CodeMap { Values = { "UK.*" }, IsPattern = true, Code = "GB" },
                    new CodeMap { Values = { "X_.*" }, IsPattern = true, LeavesOut = true },
                },
            },
            Areas);
        var match = mapper.Match(cell);
        Assert.Equal(kind, match.Kind.ToString());
        if (match.Kind != Kind.Unmapped)
            Assert.Equal(code, match.Code);
        Assert.Equal(match, mapper.Match(cell));
    }

    [Fact]
    public void Codes_of_several_cells_are_matched_together_and_take_groups_of_the_last()
    {
        var mapper = new ComponentMapper(
            new ComponentMap
            {
                Columns = { "indicator", "unit" },
                Codes =
                {
                    new CodeMap { Values = { "BRD_.*", "PERSON" }, IsPattern = true, Code = "EVENT" },
                    new CodeMap { Values = { ".*", "([A-Z]{3})_MN" }, IsPattern = true, Code = "$1" },
                    new CodeMap { Values = { "A", "B" }, Code = "C" },
                },
            },
            codelist: null);
        Assert.Equal(new CodeMatch(Kind.Mapped, "EVENT"), mapper.Match("BRD_NET", "PERSON"));
        Assert.Equal(new CodeMatch(Kind.Mapped, "USD"), mapper.Match("REM_IN", "USD_MN"));
        Assert.Equal(new CodeMatch(Kind.Mapped, "C"), mapper.Match("A", "B"));
        Assert.Equal(Kind.Unmapped, mapper.Match("A", "PERSON").Kind);
    }

    [Fact]
    public void A_pattern_takes_time_that_grows_with_the_cell_only()
    {
        // A backtracking matcher would not return within the age of the universe.
        var mapper = new ComponentMapper(
            new ComponentMap { Columns = { "x" }, Codes = { new CodeMap { Values = { "(a|a)*b" }, IsPattern = true, Code = "1" } } }, codelist: null);
        Assert.Equal(Kind.Mapped, mapper.Match(new string('a', 200)).Kind);
        Assert.Throws<FormatException>(() => MappingPattern.Create("(?=x)"));
    }

    private static CodelistCode Area(int id, string code, params string[] aliases) =>
        new(id, code, null, new LocalisedText(code, code), null, null, aliases);
}
