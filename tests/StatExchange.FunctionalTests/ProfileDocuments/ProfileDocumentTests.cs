using System.Text.RegularExpressions;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.Client.ProfileDocuments;
using StatExchange.Documents;
using StatExchange.FunctionalTests.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.ProfileDocuments;

/// <summary>A migration profile as a document: its figures, where they come from, and what is not there.</summary>
public sealed partial class ProfileDocumentTests(ProfileDocumentTests.Published published) : IClassFixture<ProfileDocumentTests.Published>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StatExchangeClient Client => published.Exchange.Client;

    [Fact]
    public async Task Every_indicator_of_the_profile_is_there_with_its_figures_or_as_a_gap()
    {
        var document = await ReadAsync();
        Assert.Equal((await Client.ListIndicatorsAsync(new IndicatorFilter { Profile = "EXTENDED" }).CountAsync(Cancellation), "Kazakhstan"), (document.Indicators.Count(), document.RefAreaName));
        Assert.Equal(["CTX_POP_TOT", "MIG_EMI_TOT", "MIG_IMM_TOT", "TOUR_ARR"], document.Indicators.Where(indicator => indicator.HasValue).Select(indicator => indicator.Code).Order(StringComparer.Ordinal));
        var gap = Find(document, "CTX_GDP_USD");
        Assert.Equal((1, false, 'L'), (gap.Figures.Count, gap.HasValue, gap.Figures[0].Status));
        Assert.Equal((0, 2014), (Find(document, "CTX_WAGE_AVG").Figures.Count, Find(document, "CTX_WAGE_AVG").LatestYear));
        Assert.Empty(Find(document, "BRD_ENTRY_TOT").Figures);
        Assert.Equal(40, (await ReadAsync(new ProfileDocumentRequest("KZ", 2017) { Profile = "BASIC" })).Indicators.Count());
    }

    [Fact]
    public async Task The_total_comes_first_then_the_largest_partners_of_each_provider_and_the_rest_is_counted()
    {
        var emigration = Find(await ReadAsync(), "MIG_EMI_TOT");
        Assert.Equal(
            [" KZ.BNS 500", " UN.IOM 480", "Partner area: Germany KZ.BNS 112", "Partner area: Russian Federation KZ.BNS 111"],
            emigration.Figures.Take(4).Select(figure => $"{figure.Breakdown} {figure.Provider} {figure.Value}"));
        Assert.Equal(10, emigration.Figures.Count(figure => figure.Breakdown.StartsWith("Partner area", StringComparison.Ordinal)));
        Assert.Equal("Sex: Female KZ.BNS 240", emigration.Figures.Select(figure => $"{figure.Breakdown} {figure.Provider} {figure.Value}").Last());

        // Two partners beyond the ten, and one that is broken down by sex as well.
        Assert.Equal(3, emigration.FurtherFigures);
        Assert.Equal([(2015, 450m), (2016, 470m), (2017, 500m)], emigration.Lines.Single(line => line.Name == "KZ.BNS").Points.Select(point => (point.Year, point.Value)));
    }

    [Fact]
    public async Task Each_figure_names_the_release_that_made_it_and_an_earlier_state_is_made_again()
    {
        var now = await ReadAsync();
        var population = Find(now, "CTX_POP_TOT").Figures.Single();
        Assert.Equal((18_000_000m, published.Revision, "The census was counted", "Statistics office, register"), (population.Value, population.Release!.ReleaseId, population.Comment.Text, population.Source));
        Assert.Contains(now.Releases, release => release.ReleaseId == published.Revision && release.Organisation == "KZ.BNS");
        var before = await ReadAsync(new ProfileDocumentRequest("KZ", 2017) { AsOf = new AsOf { ReleaseId = published.Revision - 1 } });
        Assert.Equal((17_900_000m, published.Revision - 1), (Find(before, "CTX_POP_TOT").Figures.Single().Value, before.Vintage.ReleaseId));
        Assert.True(Find(before, "CTX_POP_TOT").Figures.Single().Release!.ReleaseId < published.Revision);
    }

    [Fact]
    public async Task Quarters_are_put_together_and_what_partners_publish_stands_beside()
    {
        var arrivals = Find(await ReadAsync(), "TOUR_ARR");
        Assert.Equal((30m, true), (arrivals.Figures.Single().Value, arrivals.Figures.Single().IsIncomplete));
        var mirror = Assert.Single(arrivals.Mirrors);
        Assert.Equal(("China", "TOUR_DEP", "CN.MCT", 30m, 200m, false), (mirror.PartnerName, mirror.Indicator, mirror.Provider, mirror.Reported.Value, mirror.Mirrored.Value, mirror.Passes));
        Assert.Equal(["CN.MCT: Visits of any length. True"], mirror.Explanations.Select(entry => $"{entry.Organisation}: {entry.Text.Text} {entry.IsPublic}"));
        Assert.Equal(["Arrivals at the border"], arrivals.Methodology.Select(note => note.Definition["en"]));
    }

    [Fact]
    public async Task Rates_and_balances_are_calculated_from_the_figures_of_each_provider()
    {
        var document = await ReadAsync();
        Assert.Equal(
            ["DEM_NETMIG_RATE KZ.BNS -0.01", "MIG_IMM_RATE KZ.BNS 0.02", "MIG_NET_TOT KZ.BNS -140"],
            document.Calculated.Indicators.Select(indicator => $"{indicator.Code} {indicator.Figures.Single().Provider} {indicator.Figures.Single().Value}").Order(StringComparer.Ordinal));
        Assert.Equal("[MIG_IMM_TOT] - [MIG_EMI_TOT]", document.Calculated.Indicators.Single(indicator => indicator.Code == "MIG_NET_TOT").Formula);
        await using var writer = new StringWriter();
        await ProfilePage.WriteAsync(document, writer);
        Assert.Contains("Calculated from these figures</h2>", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("<code>[MIG_IMM_TOT] - [MIG_EMI_TOT]</code>", writer.ToString(), StringComparison.Ordinal);
        Assert.Empty((await ReadAsync(new ProfileDocumentRequest("TM", 2017))).Calculated.Indicators);
    }

    [Theory]
    [InlineData("en", "Migration profile: Kazakhstan, 2017", "What is not there", "The census was counted")]
    [InlineData("ru", "Миграционный профиль: Казахстан, 2017", "Чего нет", "Проведена перепись")]
    public async Task The_page_stands_by_itself_in_either_language(string language, string title, string gaps, string comment)
    {
        var document = await ReadAsync(new ProfileDocumentRequest("KZ", 2017) { Language = language });
        await using var writer = new StringWriter();
        await ProfilePage.WriteAsync(document, writer);
        var page = writer.ToString();
        foreach (var text in new[] { $"<title>{title}</title>", gaps, comment, "18&#x202F;000&#x202F;000", $"lang=\"{language}\"", "<svg", "&lt;script&gt;alert(1)&lt;/script&gt;" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Foreign, page);

        // What the template could not find is written as nothing: each cell of figures and gaps has its content.
        foreach (var indicator in document.Indicators)
            Assert.Contains($"<code>{indicator.Code}</code>", page, StringComparison.Ordinal);
        Assert.Equal(document.Indicators.Sum(indicator => indicator.Figures.Count(figure => figure.Value is null)), Regex.Count(page, "<td class=\"number\">—</td>", RegexOptions.None, TimeSpan.FromSeconds(10)));
        Assert.DoesNotContain("<td class=\"number\"></td><td></td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statx_writes_a_page_or_a_workbook_with_all_figures()
    {
        using var statx = new Statx(published.Exchange.Server);
        var (html, xlsx) = (statx.PathOf("kz.html"), statx.PathOf("kz.xlsx"));
        var (code, _, error) = await statx.RunAsync("profile", "kz", "--year", "2017", "--file", html);
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("Kazakhstan 2017: figures of 4 of 144 indicators", error, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(html, Cancellation), StringComparison.Ordinal);
        await statx.DoAsync("profile", "kz", "--year", "2017", "--profile", "basic", "--file", xlsx);
        await statx.DoAsync("profile", "KZ", "--year", "2017", "--file", xlsx, "--language", "ru");
        using var workbook = SpreadsheetDocument.Open(xlsx, isEditable: false);
        var names = workbook.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!).ToList();
        Assert.Equal(("Казахстан 2017", 21), (names[0], names.Count));
        Assert.Equal(["Что публикуют партнёры", "По годам", "Как получены данные", "Выпуск"], names[^4..]);
        await using var file = File.OpenRead(xlsx);
        var rows = WorkbookRows.Of(file);
        Assert.Contains(rows, row => row.StartsWith("CTX_POP_TOT|", StringComparison.Ordinal) && row.Contains($"|18000000|", StringComparison.Ordinal) && row.Contains($"|KZ.BNS|{published.Revision}|", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("MIG_NET_TOT|", StringComparison.Ordinal) && row.Contains("|Всего|-140|", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("CTX_GDP_USD|", StringComparison.Ordinal) && row.Contains("|Всего|—|", StringComparison.Ordinal) && row.Contains("|L: ", StringComparison.Ordinal));
        Assert.Contains("с указанным пробелом|1", rows);
        Assert.Contains("MIG_EMI_TOT|Долгосрочная эмиграция|Всего|KZ.BNS|2015|450|", rows);
        Assert.Contains(rows, row => row.StartsWith("TOUR_ARR|", StringComparison.Ordinal)
            && row.EndsWith("|Китай|TOUR_DEP|30|неполное: часть периодов года отсутствует|200||не пройден|CN.MCT|CN.MCT: Visits of any length.", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("TOUR_ARR|", StringComparison.Ordinal) && row.Contains("|KZ.BNS|учёт на границе|Arrivals at the border|", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("BRD_ENTRY_TOT|", StringComparison.Ordinal) && row.Contains("|нет данных|", StringComparison.Ordinal));

        // And two rates that are only calculated.
        Assert.Equal(144 + 2, rows.Select(row => row.Split('|')[0]).Where(cell => CodeText().IsMatch(cell)).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("profile", "XX", "--year", "2017")]
    [InlineData("profile", "KZ", "--year", "2017", "--profile", "SHORT")]
    [InlineData("profile", "KZ", "--year", "17")]
    [InlineData("profile", "KZ", "--year", "2017", "--file", "kz.pdf")]
    [InlineData("profile", "KZ", "--year", "2017", "--file", "")]
    [InlineData("profile", "KZ")]
    public async Task What_there_is_no_profile_of_is_refused_and_leaves_no_file(params string[] arguments)
    {
        using var statx = new Statx(published.Exchange.Server);
        var (code, output, error) = await statx.RunAsync([.. arguments, .. arguments.Contains("--file") ? Array.Empty<string>() : ["--file", statx.PathOf("none.html")]]);
        Assert.True(code is ExitCode.Usage or ExitCode.NotPossible, error);
        Assert.NotEmpty(error);
        Assert.Empty(output);
        Assert.False(File.Exists(statx.PathOf("none.html")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        using var statx = new Statx(published.Exchange.Server);
        var (code, _, error) = await statx.RunAsync("profile", "KZ", "--year", "2017", "--file", statx.PathOf("nowhere/kz.html"));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"There is no folder {statx.PathOf("nowhere")}: make it first", error.ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charts_fit_any_page_and_say_what_they_are()
    {
        await using var writer = new StringWriter();
        await ProfilePage.WriteAsync(await ReadAsync(), writer);
        var page = writer.ToString();
        Assert.DoesNotContain("<?xml", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure role", page, StringComparison.Ordinal);
        var charts = Chart.Matches(page).Select(match => XElement.Parse(match.Value)).ToList();
        Assert.NotEmpty(charts);
        Assert.All(charts, chart =>
        {
            Assert.Matches("^0 0 760 [0-9]+$", chart.Attribute("viewBox")?.Value);
            Assert.Equal((null, null, "img"), (chart.Attribute("width"), chart.Attribute("height"), chart.Attribute("role")?.Value));
            Assert.Equal(("title", chart.Attribute("aria-label")?.Value), (chart.Elements().First().Name.LocalName, chart.Elements().First().Value));
        });
        var names = Regex.Matches(page, "(?<= id=\")[^\"]+", RegexOptions.None, TimeSpan.FromSeconds(10)).Select(match => match.Value).ToList();
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);

        // The legend is drawn as the lines are.
        Assert.Contains("stroke=\"#1f4e79\" stroke-width=\"2\"/></svg>KZ.BNS</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_have_headers_and_texts_in_another_language_say_which()
    {
        await using var writer = new StringWriter();
        await ProfilePage.WriteAsync(await ReadAsync(new ProfileDocumentRequest("KZ", 2017) { Language = "ru" }), writer);
        var page = writer.ToString();
        Assert.DoesNotMatch("<th(?! scope=\"(col|row)\")[ >]", page);
        Assert.Equal(Regex.Count(page, "<table", RegexOptions.None, TimeSpan.FromSeconds(10)), Regex.Count(page, "<thead>", RegexOptions.None, TimeSpan.FromSeconds(10)));
        Assert.Contains("<span lang=\"en\">Visits of any length.</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span lang=\"en\">Number of persons having their usual residence", page, StringComparison.Ordinal);
        Assert.Contains("<dd lang=\"en\">Arrivals at the border</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Вид источника</dt><dd>учёт на границе</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<span>Проведена перепись</span>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Each_type_of_source_has_its_word(string language) =>
        Assert.Equal(Enum.GetValues<SourceType>().Where(type => type != SourceType.Unspecified), ProfileWords.In(language).SourceTypes.Keys.Order());

    [GeneratedRegex("(?<=<figure>)<svg.*?</svg>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Chart { get; }

    [GeneratedRegex("(src|href)=\"(?!#)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Foreign { get; }

    [GeneratedRegex("^[A-Z0-9]+(_[A-Z0-9]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeText();

    private static ProfileIndicator Find(ProfileDocument document, string code) => document.Indicators.Single(indicator => indicator.Code == code);

    private Task<ProfileDocument> ReadAsync(ProfileDocumentRequest? request = null) =>
        new ProfileDocumentReader(Client).ReadAsync(request ?? new ProfileDocumentRequest("KZ", 2017), Cancellation);

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster);

        /// <summary>The release that revised the population.</summary>
        internal long Revision { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            var (client, server) = (Exchange.Client, Exchange.Server);
            foreach (var organisation in new[] { "KZ.BNS", "CN.MCT" })
                await TestAgreements.NameAreaAsync(server.Channel.CreateCallInvoker(), organisation, organisation[..2]);
            string[] partners = ["DE", "RU", "KG", "UZ", "TJ", "AM", "AZ", "BY", "GE", "MD", "UA", "TR"];
            await client.PublishAsync(
                "KZ.BNS",
                [
                    Append(Series(Key("CTX_POP_TOT", "KZ", ""), At("2017", 17_900_000m))),
                    Append(Series(Key("CTX_GDP_USD", "KZ", ""), At("2017", null, 'L'))),
                    Append(Series(Key("CTX_WAGE_AVG", "KZ", ""), At("2014", 5m))),
                    Append(Series(Key("MIG_EMI_TOT", "KZ", "_T"), At("2015", 450m), At("2016", 470m), At("2017", 500m))),
                    Append(Series(WithSex(Key("MIG_EMI_TOT", "KZ", "_T"), "F"), At("2017", 240m))),
                    Append(Series(Key("MIG_IMM_TOT", "KZ", "_T"), At("2016", 290m), At("2017", 360m))),
                    Append(Series(WithSex(Key("MIG_EMI_TOT", "KZ", "DE"), "F"), At("2017", 60m))),
                    .. partners.Select((partner, rank) => Append(Series(Key("MIG_EMI_TOT", "KZ", partner), At("2017", 112m - rank)))),
                    Append(Series(Quarterly(Key("TOUR_ARR", "KZ", "CN")), At("2017-Q1", 10m), At("2017-Q2", 20m))),
                ]);
            await client.PublishAsync("UN.IOM", Append(Series(Key("MIG_EMI_TOT", "KZ", "_T"), At("2017", 480m, comment: "<script>alert(1)</script>"))));
            await client.PublishAsync("CN.MCT", Append(Series(Key("TOUR_DEP", "CN", "KZ"), At("2017", 200m))));
            var revised = Series(Key("CTX_POP_TOT", "KZ", ""), At("2017", 18_000_000m, comment: "The census was counted"));
            revised.Source = "Statistics office, register";
            revised.Comments[0].Text["ru"] = "Проведена перепись";
            Revision = (await client.PublishAsync("KZ.BNS", Append(revised))).ReleaseId;
            await server.As("KZ.BNS").Client.SaveMethodologyNotesAsync(
                [new MethodologyNote { Indicator = "TOUR_ARR", SourceType = SourceType.BorderCount, Definition = { ["en"] = "Arrivals at the border" } }], cancellationToken: Cancellation);
            await server.As("CN.MCT").Client.ExplainMirrorAsync(
                new AddMirrorExplanationRequest
                {
                    Key = new SeriesKey { Indicator = "TOUR_DEP", RefArea = "CN", CounterpartArea = "KZ" },
                    Text = { ["en"] = "Visits of any length." },
                    IsPublic = true,
                },
                cancellationToken: Cancellation);
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();

        private static SeriesKey WithSex(SeriesKey key, string sex)
        {
            key.Sex = sex;
            return key;
        }

        private static SeriesKey Quarterly(SeriesKey key)
        {
            key.Freq = "Q";
            return key;
        }
    }
}
