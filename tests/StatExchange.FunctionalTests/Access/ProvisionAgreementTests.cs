using Grpc.Core;
using Grpc.Core.Interceptors;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Access;

/// <summary>What organisations may submit: at first by the catalogue's file, then as administrators set it.</summary>
public sealed class ProvisionAgreementTests(PostgresCluster cluster) : IAsyncLifetime
{
    private string _database = null!;
    private InProcessServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AccessService.AccessServiceClient Administrator => new(_server.Channel.Intercept(Bring));

    public async ValueTask InitializeAsync()
    {
        _database = await cluster.CreateDatabaseAsync();
        _server = await InProcessServer.StartAsync(_database, InProcessServer.NewClock(), TestAccess.CatalogueAgreements);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_no_agreement_covers_is_found_at_its_rows()
    {
        StagedSeries[] figures = [Append(Series(Key(), At("2015", 1), At("2016", 2))), Append(Series(Key(refArea: "UZ"), At("2015", 1), At("2016", 2)), firstRow: 5)];
        foreach (var (language, message) in new[] { ("en", "BRD_ENTRY_TOT of “UZ”"), ("ru", "BRD_ENTRY_TOT по территории «UZ»") })
        {
            var findings = await FindingsAsync(Provider, language, figures);
            Assert.Equal([("EVA_AGREEMENT", 5), ("EVA_AGREEMENT", 6)], findings.Select(finding => (finding.RuleId, finding.Row)));
            Assert.All(findings, finding => Assert.Equal(
                (FindingRule.OutsideAgreement, FindingSeverity.Error, "REF_AREA", "UZ", "BRD_ENTRY_TOT"),
                (finding.Rule, finding.Severity, finding.Concept, finding.Value, finding.Expected)));
            Assert.All(findings, finding => Assert.Contains(message, finding.Message, StringComparison.Ordinal));
            Assert.All(findings, finding => Assert.NotEmpty(finding.Remedy));
        }
    }

    [Fact]
    public async Task Whoever_reports_on_the_region_reports_on_all_of_it()
    {
        StagedSeries[] figures = [Append(Series(Key(), At("2015", 1))), Append(Series(Key(refArea: "UZ"), At("2015", 1)), firstRow: 3)];
        Assert.Empty(await FindingsAsync("CIS.STAT", "en", figures));
    }

    [Fact]
    public async Task What_administrators_set_holds_from_then_on_and_through_a_restart()
    {
        var day = DateOnly.FromDateTime(_server.Clock.GetUtcNow().UtcDateTime);
        await SetAsync("UZ.STAT", new ProvisionAgreement { Indicators = { "BRD_ENTRY_TOT" }, RefAreas = { "KZ", "KG" }, ValidTo = $"{day:yyyy-MM-dd}" });
        await AssertCoveredAsync("BRD_ENTRY_TOT KZ, BRD_ENTRY_TOT KG");
        await SetAsync("UZ.STAT", new ProvisionAgreement { RefAreas = { "UZ" }, ValidFrom = $"{day.AddDays(1):yyyy-MM-dd}" }, new ProvisionAgreement { Indicators = { "BRD_EXIT_TOT" } });
        await AssertCoveredAsync("BRD_EXIT_TOT KZ, BRD_EXIT_TOT KG, BRD_EXIT_TOT UZ");
        _server.Clock.Advance(TimeSpan.FromDays(1));
        await AssertCoveredAsync("BRD_EXIT_TOT KZ, BRD_EXIT_TOT KG, BRD_ENTRY_TOT UZ, BRD_EXIT_TOT UZ");
        await SetAsync("UZ.STAT");
        await AssertCoveredAsync("");

        await _server.DisposeAsync();
        _server = await InProcessServer.StartAsync(_database, InProcessServer.NewClock(), TestAccess.CatalogueAgreements);
        await AssertCoveredAsync("");
    }

    [Fact]
    public async Task All_who_are_known_may_read_them_page_by_page()
    {
        var reader = new AccessService.AccessServiceClient(_server.Channel.Intercept(metadata => ActingCaller.Add(metadata, "AM.ARMSTAT")));
        var request = new ListProvisionAgreementsRequest { PageSize = 25 };
        var all = new List<ProvisionAgreement>();
        do
        {
            var page = await reader.ListProvisionAgreementsAsync(request, cancellationToken: Cancellation);
            all.AddRange(page.Agreements);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(TestAccess.Organisations.Order(StringComparer.Ordinal), all.Select(agreement => agreement.Organisation).Order(StringComparer.Ordinal));
        Assert.Equal(["KZ"], all.Single(agreement => agreement.Organisation == "KZ.MIA").RefAreas);
    }

    [Theory]
    [InlineData("REF_AREA=KAZ", "UNKNOWN_CODE")]
    [InlineData("INDICATOR=BRD", "UNKNOWN_CODE")]
    [InlineData("ORGANISATION=AM.ARMSTAT", "REQUEST_INVALID")]
    [InlineData("FROM=31.01.2026", "REQUEST_INVALID")]
    public async Task What_is_wrong_is_named_and_changes_nothing(string fault, string reason)
    {
        var (what, value) = (fault.Split('=')[0], fault.Split('=')[1]);
        var agreement = new ProvisionAgreement
        {
            Organisation = what == "ORGANISATION" ? value : "",
            Indicators = { what == "INDICATOR" ? value : "BRD_ENTRY_TOT" },
            RefAreas = { what == "REF_AREA" ? value : "KZ" },
            ValidFrom = what == "FROM" ? value : "",
        };
        var failure = await Office.FailureAsync(() => SetAsync("KZ.MIA", agreement));
        Assert.Equal(reason, failure.Reason);
        Assert.NotEmpty(failure.Fields);
        if (reason == "UNKNOWN_CODE")
            Assert.Equal(fault, failure.Metadata["codes"]);
        Assert.Empty(await FindingsAsync("KZ.MIA", "en", Append(Series(Key(), At("2015", 1)))));
    }

    private static Metadata Bring(Metadata metadata)
    {
        metadata.Add("authorization", $"Bearer {TestTokens.Of("PPMO.OBSERVATORY", "administrator", [Role.Administrator])}");
        return metadata;
    }

    private async Task SetAsync(string organisation, params ProvisionAgreement[] agreements)
    {
        var request = new SetProvisionAgreementsRequest { Organisation = organisation, Agreements = { agreements } };
        var set = await Administrator.SetProvisionAgreementsAsync(request, cancellationToken: Cancellation);
        var listed = await Administrator.ListProvisionAgreementsAsync(new ListProvisionAgreementsRequest { Organisation = organisation }, cancellationToken: Cancellation);
        Assert.Equal(set.Agreements, listed.Agreements);
        Assert.Equal(agreements.Length, listed.Agreements.Count);
    }

    private async Task AssertCoveredAsync(string expected)
    {
        var covered = new List<string>();
        foreach (var area in new[] { "KZ", "KG", "UZ" })
        {
            foreach (var indicator in new[] { "BRD_ENTRY_TOT", "BRD_EXIT_TOT" })
            {
                if ((await FindingsAsync("UZ.STAT", "en", Append(Series(Key(indicator, area), At("2015", 1))))).Count == 0)
                    covered.Add($"{indicator} {area}");
            }
        }

        Assert.Equal(expected, string.Join(", ", covered));
    }

    private async Task<IReadOnlyList<Finding>> FindingsAsync(string organisation, string language, params StagedSeries[] figures)
    {
        var office = _server.As(organisation);
        var submission = await office.SendAsync(figures);
        var findings = await office.Submissions.ListFindingsAsync(
            new ListFindingsRequest { SubmissionId = submission.SubmissionId, Language = language, Severity = FindingSeverity.Error }, cancellationToken: Cancellation);
        return findings.Findings;
    }
}
