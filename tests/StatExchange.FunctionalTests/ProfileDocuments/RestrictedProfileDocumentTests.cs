using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.Client.ProfileDocuments;
using StatExchange.Documents;
using StatExchange.FunctionalTests.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.ProfileDocuments;

/// <summary>A document that holds what is not public says so, and where; one that does not, says why there are gaps.</summary>
public sealed class RestrictedProfileDocumentTests(RestrictedProfileDocumentTests.Published published) : IClassFixture<RestrictedProfileDocumentTests.Published>
{
    private const string Office = "KZ.BNS";
    private const string Warning = "Contains figures or explanations that are not public, each of them marked.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServerUnderTest Server => published.Exchange.Server;

    [Fact]
    public async Task An_office_finds_its_restricted_figures_and_explanations_marked()
    {
        var document = await ReadAsync(Server.As(Office).Client);
        Assert.True(document.IsRestricted);

        // Small counts and what is hidden only for the sake of others have no confidentiality status for those who may see them.
        Assert.Equal(
            ["ASY_APPL_FIRST 3 A", "CTX_POP_TOT 18000000 C", "TOUR_ARR 120 N"],
            document.Indicators.SelectMany(indicator => indicator.Figures, (indicator, figure) => (indicator.Code, figure)).Where(entry => entry.figure.IsRestricted)
                .Select(entry => $"{entry.Code} {entry.figure.Value} {entry.figure.ConfidentialityStatus}").Order(StringComparer.Ordinal));
        Assert.Equal([(2015, true), (2016, false), (2017, false)], Find(document, "MIG_EMI_TOT").Lines.Single().Points.Select(point => (point.Year, point.IsRestricted)));
        Assert.Equal(["A", "C", "N"], document.ConfidentialityStatuses.Keys);
        var page = await PageAsync(document);
        string[] marks =
        [
            $"<p class=\"warning\" role=\"note\">{Warning}", "<span class=\"restricted\">C: Confidential statistical information</span>",
            "<span class=\"restricted\">A: Primary confidentiality due to small counts</span>", "<b class=\"restricted\">between both sides</b>",
            "<b class=\"restricted\">not public</b> KZ.BNS 2015", "<small class=\"restricted\">N: Not for publication, restricted for internal use only</small>",
            "<th scope=\"row\"><code>N</code></th>",
        ];
        Assert.All(marks, text => Assert.Contains(text, page, StringComparison.Ordinal));
        var rows = await RowsAsync(document);
        Assert.Contains(rows, row => row.StartsWith(Warning, StringComparison.Ordinal));
        marks =
        [
            "|A: Normal value; C: Confidential statistical information|", "|A: Normal value; A: Primary confidentiality due to small counts|", "KZ.BNS (between both sides): Only for us.",
            "|2015|450|C: Confidential statistical information", "|120|N: Not for publication, restricted for internal use only|",
        ];
        Assert.All(marks, text => Assert.Contains(rows, row => row.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Everybody_else_finds_why_figures_are_gaps_and_nothing_to_keep_back()
    {
        var document = await ReadAsync(Server.AsNobody().Client);
        Assert.False(document.IsRestricted);
        var page = await PageAsync(document);
        Assert.DoesNotContain(Warning, page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"restricted\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Only for us", page, StringComparison.Ordinal);
        Assert.Contains("Q: Missing value; suppressed <span>C: Confidential statistical information</span>", page, StringComparison.Ordinal);
        var rows = await RowsAsync(document);
        Assert.DoesNotContain(rows, row => row.Contains(Warning, StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("|—|Persons|Q: Missing value; suppressed; C: Confidential statistical information|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_what_everybody_is_shown_statuses_alone_tell()
    {
        var document = await new ProfileDocumentReader(Server.As(Office).Client).ReadAsync(new ProfileDocumentRequest("KZ", 2017), Cancellation);
        Assert.Equal((true, false), (Find(document, "CTX_POP_TOT").Figures.Single().IsRestricted, Find(document, "ASY_APPL_FIRST").Figures.Single().IsRestricted));
    }

    [Theory]
    [InlineData("en", Warning)]
    [InlineData("ru", "Содержит данные или пояснения, не предназначенные для публикации")]
    public async Task Statx_marks_what_its_credential_shows(string language, string warning)
    {
        using var statx = new Statx(Server);
        var (code, _, error) = await Statx.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { [GlobalOptions.TokenVariable] = TestTokens.Of(Office), [StatxHome.Variable] = statx.PathOf("home") },
            "profile", "KZ", "--year", "2017", "--language", language, "--file", statx.PathOf("kz.html"), "--server", Server.Address.OriginalString);
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("do not pass it on", error, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(statx.PathOf("kz.html"), Cancellation);
        Assert.Contains(warning, page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"restricted\">A: ", page, StringComparison.Ordinal);
        await statx.DoAsync("profile", "KZ", "--year", "2017", "--language", language, "--file", statx.PathOf("kz.html"));
        Assert.DoesNotContain(warning, await File.ReadAllTextAsync(statx.PathOf("kz.html"), Cancellation), StringComparison.Ordinal);
    }

    private static ProfileIndicator Find(ProfileDocument document, string code) => document.Indicators.Single(indicator => indicator.Code == code);

    private static async Task<string> PageAsync(ProfileDocument document)
    {
        await using var writer = new StringWriter();
        await ProfilePage.WriteAsync(document, writer);
        return writer.ToString();
    }

    private static async Task<List<string>> RowsAsync(ProfileDocument document)
    {
        await using var output = new MemoryStream();
        await ProfileWorkbook.WriteAsync(document, output);
        return WorkbookRows.Of(output);
    }

    private Task<ProfileDocument> ReadAsync(StatExchangeClient client) =>
        new ProfileDocumentReader(client, Server.AsNobody().Client).ReadAsync(new ProfileDocumentRequest("KZ", 2017), Cancellation);

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster);

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            foreach (var organisation in new[] { Office, "RU.ROSSTAT" })
                await TestAgreements.NameAreaAsync(Exchange.Server.Channel.CreateCallInvoker(), organisation, organisation[..2]);
            await Exchange.Client.PublishAsync(
                Office,
                [
                    Append(Series(Key("CTX_POP_TOT", "KZ", ""), Secret("2017", 18_000_000m, 'C'))),
                    Append(Series(Key("MIG_EMI_TOT", "KZ", "_T"), Secret("2015", 450m, 'C'), At("2016", 470m), At("2017", 500m))),
                    Append(Series(Key("MIG_EMI_TOT", "KZ", "RU"), At("2017", 100m))),
                    Append(Series(Key("TOUR_ARR", "KZ", "RU"), Secret("2017", 120m, 'N'))),
                    Append(Series(Key("ASY_APPL_FIRST", "KZ", "_T"), At("2017", 3m))),
                ]);
            await Exchange.Client.PublishAsync(
                "RU.ROSSTAT", [Append(Series(Key("MIG_IMM_TOT", "RU", "KZ"), At("2017", 130m))), Append(Series(Key("TOUR_DEP", "RU", "KZ"), At("2017", 140m)))]);
            await Exchange.Server.As(Office).Client.ExplainMirrorAsync(
                new AddMirrorExplanationRequest { Key = new SeriesKey { Indicator = "MIG_EMI_TOT", RefArea = "KZ", CounterpartArea = "RU" }, Text = { ["en"] = "Only for us." } },
                cancellationToken: Cancellation);
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();

        private static Observation Secret(string period, decimal value, char confidentiality) => At(period, value) with { ConfidentialityStatus = confidentiality };
    }
}
