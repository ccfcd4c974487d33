using System.CommandLine;
using StatExchange.Cli.Commands;
using StatExchange.Client;

namespace StatExchange.UnitTests.Cli;

public sealed class SelectionTests
{
    [Fact]
    public void Reads_codes_and_area_groups()
    {
        var query = Read("--ref-area", "AM, KZ,@EAEU", "--ref-area", "@EU", "--sex", "F");

        var areas = query.Filters.Single(filter => filter.Concept == "REF_AREA");
        Assert.Equal(["AM", "KZ"], areas.Codes);
        Assert.Equal(["EAEU", "EU"], areas.AreaGroups);
        Assert.Equal(["F"], query.Filters.Single(filter => filter.Concept == "SEX").Codes);
    }

    [Fact]
    public void Reads_periods_and_strictness()
    {
        var query = Read("--start", "2010", "--end", "2017-Q2", "--last", "3", "--lenient");

        Assert.Equal(("2010", "2017-Q2", 3, true), (query.StartPeriod, query.EndPeriod, query.LastObservations, query.IgnoreUnknownCodes));
    }

    [Theory]
    [InlineData("2018-03-01", "2018-03-01T00:00:00Z")]
    [InlineData("2018-03-01T12:00:00+04:00", "2018-03-01T08:00:00Z")]
    public void Reads_an_instant(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Read("--as-of", text).AsOf!.Instant.ToDateTimeOffset());

    [Fact]
    public void Reads_a_release() => Assert.Equal(17, Read("--as-of", "release:17").AsOf!.ReleaseId);

    [Fact]
    public void Asks_for_what_is_known_now_without_options() => Assert.Equal(new SeriesQuery(), Read() with { Filters = new SeriesQuery().Filters });

    private static SeriesQuery Read(params string[] arguments)
    {
        var options = new SelectionOptions();
        var command = new RootCommand();
        options.AddTo(command);
        var parsed = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        Assert.Empty(parsed.Errors);
        return options.Read(parsed);
    }
}
