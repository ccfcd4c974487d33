using CsvHelper;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Catalogue;

/// <summary>The catalogue as callers see it.</summary>
public sealed class CatalogueServiceTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_indicator_says_what_its_file_says()
    {
        var indicators = await exchange.Client.ListIndicatorsAsync().ToDictionaryAsync(indicator => indicator.Code, cancellationToken: Cancellation);
        var folder = Path.Combine(Path.GetDirectoryName(typeof(Server.ServerAssembly).Assembly.Location)!, "Catalogue", "Data");
        using var csv = CsvReader.Create(new StreamReader(Path.Combine(folder, "indicators.csv")), new CsvReaderOptions { Separator = ',' });
        csv.ReadHeader();
        var rows = 0;
        while (csv.Read())
        {
            rows++;
            var indicator = indicators[csv.GetString("code")];
            Assert.Equal(
                [
                    csv.GetString("part"), csv.GetString("thematic_area"), csv.GetString("name_en"), csv.GetString("name_ru"),
                    csv.GetString("definition_en"), csv.GetString("measure_kind"), csv.GetString("unit"), csv.GetString("unit_mult"),
                    csv.GetString("freq"), csv.GetString("aggregation"), csv.GetString("weight_code"), csv.GetString("mirror_code"), csv.GetString("source_model"),
                    csv.GetString("basic_profile"), csv.GetString("small_count_threshold"), string.Join(';', csv.GetString("breakdowns").Split(';').Order(StringComparer.Ordinal)),
                ],
                [
                    indicator.Part, indicator.ThematicArea, indicator.Names["en"], indicator.Names["ru"],
                    indicator.Definitions["en"], indicator.MeasureKind.ToString().ToUpperInvariant(), indicator.UnitMeasure, $"{indicator.UnitMult}",
                    indicator.Freq, indicator.Aggregation.ToString().ToUpperInvariant(), indicator.WeightIndicator, indicator.MirrorIndicator, indicator.SourceModel,
                    indicator.Profiles.Contains("BASIC") ? "Y" : "N",
                    indicator.SmallCountThreshold == 0 ? "" : $"{indicator.SmallCountThreshold}", string.Join(';', indicator.Breakdowns.Order(StringComparer.Ordinal)),
                ]);
        }

        Assert.Equal((144, 144), (rows, indicators.Count));
        Assert.Equal(40, await exchange.Client.ListIndicatorsAsync(new IndicatorFilter { Profile = "BASIC" }).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Every_codelist_of_the_data_structure_is_there_with_names_in_both_languages()
    {
        var structure = await exchange.Client.GetDataStructureAsync(Cancellation);
        Assert.Equal("PPMO:MIGRATION_PROFILE(1.0)", structure.Dataflow);
        foreach (var codelist in structure.Concepts.Select(concept => concept.Codelist).Where(codelist => codelist.Length > 0).Distinct())
        {
            var codes = await exchange.Client.ListCodesAsync(codelist).ToListAsync(Cancellation);
            Assert.NotEmpty(codes);
            Assert.All(codes, code => Assert.All(new[] { "en", "ru" }, language => Assert.NotEmpty(code.Names[language])));
        }
    }

    [Fact]
    public async Task Areas_are_all_of_ISO_3166_and_groups_have_dated_members()
    {
        var areas = (await exchange.Client.ListCodesAsync("CL_AREA").ToListAsync(Cancellation)).ToDictionary(code => code.Code_);
        Assert.Equal(249 + 1, areas.Keys.Count(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper) && code is not "EU" and not "WB"));
        Assert.Equal(("Armenia", "Армения"), (areas["AM"].Names["en"], areas["AM"].Names["ru"]));
        var groups = (await exchange.Client.ListAreaGroupsAsync(Cancellation)).ToDictionary(group => group.Code);
        Assert.Equal(["CENTRAL_ASIA", "CIS", "EAEU", "EAP", "EU", "PRAGUE_PROCESS", "SCHENGEN", "WB"], groups.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("2020-01-31", groups["EU"].Members.Single(member => member.Area == "GB").ValidTo);
        Assert.Equal("2015-08-12", groups["EAEU"].Members.Single(member => member.Area == "KG").ValidFrom);
    }

    [Fact]
    public async Task Lists_page_and_tell_a_client_that_holds_the_version_that_nothing_changed()
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(exchange.Server.Address);
        var catalogue = new CatalogueService.CatalogueServiceClient(channel);
        var first = await catalogue.ListCodesAsync(new ListCodesRequest { Codelist = "CL_AREA", PageSize = 100 }, cancellationToken: Cancellation);
        var second = await catalogue.ListCodesAsync(
            new ListCodesRequest { Codelist = "CL_AREA", PageSize = 100, PageToken = first.NextPageToken }, cancellationToken: Cancellation);
        Assert.Equal(200, first.Codes.Concat(second.Codes).Select(code => code.Code_).Distinct().Count());
        var again = await catalogue.ListCodesAsync(
            new ListCodesRequest { Codelist = "CL_AREA", KnownVersion = first.CatalogueVersion }, cancellationToken: Cancellation);
        Assert.True(again.Unchanged);
        Assert.Empty(again.Codes);
    }

    [Fact]
    public async Task What_does_not_exist_is_refused_with_the_nearest()
    {
        var indicator = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.GetIndicatorAsync("BRD_ENTRYTOT", Cancellation));
        Assert.Equal((ErrorReason.IndicatorNotFound, "BRD_ENTRY_TOT"), (indicator.Reason, indicator.Metadata["nearest"]));
        var codelist = await Assert.ThrowsAsync<StatExchangeException>(() => exchange.Client.ListCodesAsync("CL_SEXX").ToListAsync(Cancellation).AsTask());
        Assert.Equal((ErrorReason.CodelistNotFound, "CL_SEX"), (codelist.Reason, codelist.Metadata["nearest"]));
    }
}
