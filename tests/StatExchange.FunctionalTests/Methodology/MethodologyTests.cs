using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Methodology;

/// <summary>How providers make their figures, and what offices say of mirror differences: kept in versions, and carried with what is compared.</summary>
public sealed class MethodologyTests(MethodologyTests.Published published) : IClassFixture<MethodologyTests.Published>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServerUnderTest Server => published.Exchange.Server;

    private static MirrorQuery Emigrants => new(new SeriesQuery().Where("INDICATOR", "MIG_EMI_TOT").Where("REF_AREA", "AM").Where("COUNTERPART_AREA", "RU"));

    [Fact]
    public async Task A_note_travels_with_figures_as_it_was_known_then()
    {
        var before = await Server.As("AM.ARMSTAT").Client.SaveMethodologyNotesAsync([Note("MIG_EMI_TOT", "Border cards, any stay")], cancellationToken: Cancellation);
        Assert.Equal((1, "AM.ARMSTAT"), (before[0].Version, before[0].Organisation));
        await using var then = await Server.Client.QueryMirrorsAsync(Emigrants, Cancellation);
        await Server.As("RU.ROSSTAT").Client.SaveMethodologyNotesAsync([Note("MIG_IMM_TOT", "Registrations of 9 months and longer")], cancellationToken: Cancellation);
        await Server.Client.PublishAsync("KZ.BNS", Append(Series(Key("MIG_EMI_TOT", "KZ", "RU"), At("2016", 50m))));
        var after = await Server.As("AM.ARMSTAT").Client.SaveMethodologyNotesAsync([Note("MIG_EMI_TOT", "Stays of 12 months")], cancellationToken: Cancellation);
        Assert.Equal(2, after[0].Version);

        Assert.Equal(["AM.ARMSTAT MIG_EMI_TOT Stays of 12 months", "RU.ROSSTAT MIG_IMM_TOT Registrations of 9 months and longer"], await MirrorNotesAsync(Emigrants));
        var asOf = Emigrants with { Figures = Emigrants.Figures with { AsOf = new AsOf { ReleaseId = then.Vintage.ReleaseId } } };
        Assert.Equal(["AM.ARMSTAT MIG_EMI_TOT Border cards, any stay", "RU.ROSSTAT MIG_IMM_TOT Registrations of 9 months and longer"], await MirrorNotesAsync(asOf));

        // Of providers whose figures are in, of their indicator, and of no other.
        await using var aggregate = await Server.Client.QueryAggregatesAsync(new AggregateQuery(Emigrants.Figures), Cancellation);
        Assert.Empty(aggregate.Methodology);
        await aggregate.ReadAggregatesAsync(Cancellation).CountAsync(Cancellation);
        Assert.Equal(["AM.ARMSTAT MIG_EMI_TOT Stays of 12 months"], aggregate.Methodology.Select(Text));
    }

    [Fact]
    public async Task What_says_the_same_is_no_new_version_and_earlier_ones_stay()
    {
        var client = Server.As("KG.NSC").Client;
        var note = Note("LAB_FOR_EMP", "Permits");
        note.CountingRules.Add("ru", "Разрешения");
        note.CountingRules.Add("en", "Permits, not persons");
        Assert.Equal([1], (await client.SaveMethodologyNotesAsync([note], cancellationToken: Cancellation)).Select(saved => saved.Version));
        var same = Note("LAB_FOR_EMP", "Permits");
        same.CountingRules.Add("en", "Permits, not persons");
        same.CountingRules.Add("ru", "Разрешения");
        Assert.Equal([1, 1], (await client.SaveMethodologyNotesAsync([same, Note("LAB_NAT_ABROAD", "Survey")], cancellationToken: Cancellation)).Select(saved => saved.Version));
        await client.SaveMethodologyNotesAsync([Note("LAB_FOR_EMP", "Patents")], cancellationToken: Cancellation);
        var nobody = Server.AsNobody().Client;
        Assert.Equal(["LAB_FOR_EMP 2", "LAB_NAT_ABROAD 1"], await nobody.ListMethodologyNotesAsync("KG.NSC").Select(saved => $"{saved.Indicator} {saved.Version}").ToListAsync(Cancellation));
        Assert.Equal(["Permits", "Patents"], await nobody.ListMethodologyNotesAsync("KG.NSC", "LAB_FOR_EMP", allVersions: true).Select(saved => saved.Definition["en"]).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task All_faults_are_named_and_nothing_is_saved()
    {
        var faulty = new[] { Note("NONE", "x"), new MethodologyNote { Indicator = "MIG_IMM_TOT" }, Note("MIG_EMI_TOT", new string('x', 4001)), Note("MIG_EMI_TOT", "twice"), Note("TOUR_ARR", "good") };
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => Server.As("BY.BELSTAT").Client.SaveMethodologyNotesAsync(faulty, cancellationToken: Cancellation));
        Assert.Equal(ErrorReason.RequestInvalid, failure.Reason);
        Assert.Equal(["notes[0].indicator", "notes[1]", "notes[2].definition[en]", "notes"], failure.FieldViolations.Select(violation => violation.Field));
        Assert.Empty(await Server.Client.ListMethodologyNotesAsync("BY.BELSTAT").ToListAsync(Cancellation));
        var foreign = Note("TOUR_ARR", "not ours");
        foreign.Organisation = "KZ.BNS";
        Assert.Equal(ErrorReason.NotAllowed, (await Assert.ThrowsAsync<StatExchangeException>(() => Server.As("BY.BELSTAT").Client.SaveMethodologyNotesAsync([foreign], cancellationToken: Cancellation))).Reason);
    }

    [Fact]
    public async Task Both_sides_explain_a_difference_and_others_see_what_is_public()
    {
        var (armenia, russia, kazakhstan) = (Server.As("AM.ARMSTAT").Client, Server.As("RU.ROSSTAT").Client, Server.As("KZ.BNS").Client);
        var first = await armenia.ExplainMirrorAsync(Explanation("MIG_EMI_TOT", "AM", "RU", "We count cards at the border."), cancellationToken: Cancellation);
        Assert.Equal(first.ExplanationId, (await armenia.ExplainMirrorAsync(Explanation("MIG_EMI_TOT", "AM", "RU", "We count cards at the border."), cancellationToken: Cancellation)).ExplanationId);
        await russia.ExplainMirrorAsync(Explanation("MIG_IMM_TOT", "RU", "AM", "We count registrations.", isPublic: true), cancellationToken: Cancellation);
        Assert.Equal(["AM.ARMSTAT: We count cards at the border.", "RU.ROSSTAT: We count registrations."], await ThreadAsync(armenia, Emigrants));
        var immigrants = new MirrorQuery(new SeriesQuery().Where("INDICATOR", "MIG_IMM_TOT").Where("REF_AREA", "RU").Where("COUNTERPART_AREA", "AM"));
        Assert.Equal(["AM.ARMSTAT: We count cards at the border.", "RU.ROSSTAT: We count registrations."], await ThreadAsync(russia, immigrants));
        Assert.Equal(["RU.ROSSTAT: We count registrations."], await ThreadAsync(kazakhstan, Emigrants));
        Assert.Equal(["RU.ROSSTAT: We count registrations."], await ThreadAsync(Server.AsNobody().Client, Emigrants));

        Assert.Equal(["RU.ROSSTAT", "AM.ARMSTAT"], await russia.ListMirrorExplanationsAsync("MIG_EMI_TOT", "AM", "RU").Select(entry => entry.Organisation).ToListAsync(Cancellation));
        Assert.Equal(["RU.ROSSTAT"], await kazakhstan.ListMirrorExplanationsAsync(area: "AM").Select(entry => entry.Organisation).ToListAsync(Cancellation));
        Assert.Empty(await russia.ListMirrorExplanationsAsync(area: "AM", otherArea: "KZ").ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("KZ.BNS", "MIG_EMI_TOT", "AM", "RU", "2016", ErrorReason.NotAllowed)]
    [InlineData("UN.UNHCR", "MIG_EMI_TOT", "AM", "RU", "2016", ErrorReason.NotAllowed)]
    [InlineData("AM.ARMSTAT", "CTX_POP_TOT", "AM", "RU", "2016", ErrorReason.IndicatorWithoutMirror)]
    [InlineData("AM.ARMSTAT", "MIG_EMI_TOT", "AM", "Russia", "2016", ErrorReason.UnknownCode)]
    [InlineData("AM.ARMSTAT", "MIG_EMI_TOT", "AM", "RU", "soon", ErrorReason.PeriodInvalid)]
    [InlineData("", "MIG_EMI_TOT", "AM", "RU", "2016", ErrorReason.CallerUnknown)]
    public async Task Who_is_on_no_side_or_names_what_is_not_there_is_refused(string organisation, string indicator, string area, string counterpart, string period, ErrorReason reason)
    {
        var explanation = Explanation(indicator, area, counterpart, "x");
        explanation.StartPeriod = period;
        var client = (organisation.Length > 0 ? Server.As(organisation) : Server.AsNobody()).Client;
        Assert.Equal(reason, (await Assert.ThrowsAsync<StatExchangeException>(() => client.ExplainMirrorAsync(explanation, cancellationToken: Cancellation))).Reason);
    }

    private static MethodologyNote Note(string indicator, string definition) => new() { Indicator = indicator, SourceType = SourceType.BorderCount, Definition = { ["en"] = definition } };

    private static AddMirrorExplanationRequest Explanation(string indicator, string area, string counterpart, string text, bool isPublic = false) => new()
    {
        Key = new SeriesKey { Indicator = indicator, RefArea = area, CounterpartArea = counterpart },
        Text = { ["en"] = text },
        IsPublic = isPublic,
    };

    private static string Text(MethodologyNote note) => $"{note.Organisation} {note.Indicator} {note.Definition["en"]}";

    private static async Task<IEnumerable<string>> ThreadAsync(StatExchangeClient client, MirrorQuery query)
    {
        await using var answer = await client.QueryMirrorsAsync(query, Cancellation);
        var mirror = await answer.ReadMirrorsAsync(Cancellation).SingleAsync(Cancellation);
        return mirror.Explanations.Select(entry => $"{entry.Organisation}: {entry.Text["en"]}");
    }

    private async Task<IEnumerable<string>> MirrorNotesAsync(MirrorQuery query)
    {
        await using var answer = await Server.Client.QueryMirrorsAsync(query, Cancellation);
        Assert.Equal(1, await answer.ReadMirrorsAsync(Cancellation).CountAsync(Cancellation));
        return answer.Methodology.Select(Text);
    }

    public sealed class Published(PostgresCluster cluster) : IAsyncLifetime
    {
        internal ExchangeWithoutContentRules Exchange { get; } = new(cluster);

        public async ValueTask InitializeAsync()
        {
            await Exchange.InitializeAsync();
            foreach (var organisation in new[] { "AM.ARMSTAT", "RU.ROSSTAT", "KZ.BNS" })
                await TestAgreements.NameAreaAsync(Exchange.Server.Channel.CreateCallInvoker(), organisation, organisation[..2]);
            await Exchange.Client.PublishAsync("AM.ARMSTAT", Append(Series(Key("MIG_EMI_TOT", "AM", "RU"), At("2016", 100m))));
            await Exchange.Client.PublishAsync("RU.ROSSTAT", Append(Series(Key("MIG_IMM_TOT", "RU", "AM"), At("2016", 120m))));
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();
    }
}
