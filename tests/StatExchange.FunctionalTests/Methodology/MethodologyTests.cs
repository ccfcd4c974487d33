using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
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
        Assert.Equal(["notes[0].indicator", "notes[1]", "notes[2].definition[en]", "notes[3].indicator"], failure.FieldViolations.Select(violation => violation.Field));
        var foreign = Note("TOUR_ARR", "not ours");
        foreign.Organisation = "KZ.BNS";
        failure = await Assert.ThrowsAsync<StatExchangeException>(() => Server.As("BY.BELSTAT").Client.SaveMethodologyNotesAsync([Note("LAB_FOR_EMP", "ours"), foreign, faulty[0]], cancellationToken: Cancellation));
        Assert.Equal((ErrorReason.NotAllowed, "KZ.BNS"), (failure.Reason, failure.Metadata["needed"]));
        Assert.Equal(["notes[1].organisation", "notes[2].indicator"], failure.FieldViolations.Select(violation => violation.Field));
        Assert.Empty(await Server.Client.ListMethodologyNotesAsync("BY.BELSTAT").ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Notes_are_validated_without_being_saved_and_no_fault_is_left_out()
    {
        var client = Server.As("TJ.TAJSTAT").Client;
        Assert.Empty(await client.ValidateMethodologyNotesAsync([Note("TOUR_ARR", "good")], cancellationToken: Cancellation));
        var faulty = Enumerable.Range(0, 900).Select(number => Note($"NONE{number}", "x")).ToList();
        var faults = await client.ValidateMethodologyNotesAsync(faulty, cancellationToken: Cancellation);
        Assert.Equal(faulty.Select((note, index) => $"notes[{index}].indicator"), faults.Select(fault => fault.Field));
        Assert.Empty(await client.ListMethodologyNotesAsync("TJ.TAJSTAT").ToListAsync(Cancellation));
        var methodology = new MethodologyService.MethodologyServiceClient(Server.As("TJ.TAJSTAT").Invoker);
        var response = await methodology.SaveMethodologyNotesAsync(
            new SaveMethodologyNotesRequest { Notes = { Note("TOUR_ARR", " good ") }, ValidateOnly = true }, cancellationToken: Cancellation);
        Assert.Equal((1, "good", "TJ.TAJSTAT"), (response.Notes[0].Version, response.Notes[0].Definition["en"], response.Notes[0].Organisation));
        Assert.Empty(await client.ListMethodologyNotesAsync("TJ.TAJSTAT").ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("en", "  \t", "notes[0].definition[en]")]
    [InlineData("ru", "\u00A0\u200B", "notes[0].definition[ru]")]
    [InlineData("xx", "text", "notes[0].definition[xx].key")]
    [InlineData("eng", "text", "notes[0].definition[eng].key")]
    [InlineData("EN", "text", "notes[0].definition[EN].key")]
    public async Task A_text_says_something_in_a_language(string language, string text, string field)
    {
        var note = new MethodologyNote { Indicator = "TOUR_ARR", Definition = { [language] = text } };
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => Server.As("BY.BELSTAT").Client.SaveMethodologyNotesAsync([note], cancellationToken: Cancellation));
        Assert.Equal((ErrorReason.RequestInvalid, field), (failure.Reason, Assert.Single(failure.FieldViolations).Field));
    }

    [Fact]
    public async Task What_was_written_after_the_instant_asked_about_is_not_known()
    {
        var (armenia, kazakhstan) = (Server.As("AM.ARMSTAT").Client, Server.As("KZ.BNS").Client);
        var (large, early) = (Explanation("LAB_NAT_ABROAD", "AM", "RU", "Early.", isPublic: true), Explanation("LAB_NAT_ABROAD", "KZ", "RU", "Early.", isPublic: true));

        // As large as a message, so that the other corridor comes in the next.
        foreach (var language in "de fr it es pl cs uk be ka hy az kk ky tg uz tk fi sv da no nl pt el tr ar fa hi zh ja ko hu ro bg sr hr sk sl lt lv et".Split(' '))
            large.Text[language] = new string('я', 4000);
        await armenia.ExplainMirrorAsync(large, cancellationToken: Cancellation);
        await kazakhstan.SaveMethodologyNotesAsync([Note("LAB_NAT_ABROAD", "Early")], cancellationToken: Cancellation);
        var instant = (await kazakhstan.ExplainMirrorAsync(early, cancellationToken: Cancellation)).WrittenAt;
        await kazakhstan.ExplainMirrorAsync(Explanation("LAB_NAT_ABROAD", "KZ", "RU", "Late.", isPublic: true), cancellationToken: Cancellation);
        await kazakhstan.SaveMethodologyNotesAsync([Note("LAB_NAT_ABROAD", "Late")], cancellationToken: Cancellation);

        var now = new MirrorQuery(new SeriesQuery().Where("INDICATOR", "LAB_NAT_ABROAD").Where("REF_AREA", "KZ"));
        var then = now with { Figures = now.Figures with { AsOf = new AsOf { Instant = instant } } };
        Assert.Equal(["KZ.BNS: Early.", "KZ.BNS: Late."], await ThreadAsync(Server.Client, now));
        Assert.Equal(["KZ.BNS: Early."], await ThreadAsync(Server.Client, then));
        Assert.Equal(["KZ.BNS LAB_NAT_ABROAD Late"], await MirrorNotesAsync(now));
        Assert.Equal(["KZ.BNS LAB_NAT_ABROAD Early"], await MirrorNotesAsync(then));
        await using var aggregate = await Server.Client.QueryAggregatesAsync(new AggregateQuery(then.Figures), Cancellation);
        await aggregate.ReadAggregatesAsync(Cancellation).CountAsync(Cancellation);
        Assert.Equal(["KZ.BNS LAB_NAT_ABROAD Early"], aggregate.Methodology.Select(Text));

        // As of the release of that instant, all is known that was written before the next.
        await using var answer = await Server.Client.QueryMirrorsAsync(then, Cancellation);
        Assert.Equal(
            ["KZ.BNS: Early.", "KZ.BNS: Late."],
            await ThreadAsync(Server.Client, now with { Figures = now.Figures with { AsOf = new AsOf { ReleaseId = answer.Vintage.ReleaseId } } }));

        // A stream that is resumed knows no more than before.
        var request = new StreamMirrorsRequest
        {
            Selection = new Selection { Filters = { new DimensionFilter { Concept = "INDICATOR", Codes = { "LAB_NAT_ABROAD" } } } },
            AsOf = new AsOf { Instant = instant },
        };
        var messages = await MessagesAsync(request);
        Assert.True(messages.Count > 1);
        request.ResumeToken = messages[0].ResumeToken;
        request.AsOf = null;
        var rest = await MessagesAsync(request);
        Assert.Equal(["Early."], rest.SelectMany(message => message.Mirrors).Single().Explanations.Select(entry => entry.Text["en"]));
        Assert.Equal(["KZ.BNS LAB_NAT_ABROAD Early"], rest.SelectMany(message => message.Methodology).Select(Text));
        (request.ResumeToken, request.AsOf) = ("", new AsOf { Instant = new Timestamp { Seconds = long.MaxValue } });
        Assert.Equal("REQUEST_INVALID", (await Office.FailureAsync(() => MessagesAsync(request))).Reason);
    }

    [Theory]
    [InlineData("2017", "2017", "", "from 2010", "2016-Q4 on", "any")]
    [InlineData("2014", "2014", "", "2014", "to 2016-03", "from 2010", "any")]
    [InlineData("2016-02", "2016-11", "M", "to 2016-03", "from 2010", "2016-Q4 on", "any")]
    [InlineData("2016-04", "2016-09", "M", "from 2010", "any")]
    [InlineData("", "", "", "2014", "to 2016-03", "from 2010", "2016-Q4 on", "any")]
    public async Task An_explanation_is_shown_with_the_periods_that_it_is_about(string start, string end, string frequency, params string[] shown)
    {
        var client = Server.As("AM.ARMSTAT").Client;
        foreach (var (text, first, last) in new[] { ("2014", "2014", "2014"), ("to 2016-03", "", "2016-03"), ("from 2010", "2010", ""), ("2016-Q4 on", "2016-Q4", ""), ("any", "", "") })
        {
            // An entry a text, however many cases of the theory have run before.
            var entry = Explanation("TOUR_DEP", "AM", "KZ", text);
            (entry.StartPeriod, entry.EndPeriod) = (first, last);
            if (!await client.ListMirrorExplanationsAsync("TOUR_DEP", "AM", "KZ").AnyAsync(known => known.Text["en"] == text, Cancellation))
                await client.ExplainMirrorAsync(entry, cancellationToken: Cancellation);
        }

        var query = new MirrorQuery(new SeriesQuery { StartPeriod = start, EndPeriod = end }.Where("INDICATOR", "TOUR_DEP").Where("REF_AREA", "AM").Where("COUNTERPART_AREA", "KZ")) { Frequency = frequency };
        Assert.Equal(shown.Select(text => $"AM.ARMSTAT: {text}"), await ThreadAsync(client, query));
        Assert.Equal(5, await client.ListMirrorExplanationsAsync("TOUR_DEP", "AM", "KZ").CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("AM", "RU", "en", "   ", "text[en]")]
    [InlineData("AM", "_T", "en", "x", "key.counterpart_area")]
    [InlineData("_T", "RU", "en", "x", "key.ref_area")]
    [InlineData("AM", "AM", "en", "x", "key.counterpart_area")]
    [InlineData("AM", "RU", "xx", "x", "text[xx].key")]
    [InlineData("AM", "_T", "xx", " ", "text[xx].key", "text[xx]", "key.counterpart_area")]
    public async Task An_explanation_that_says_nothing_or_is_of_no_corridor_is_refused(string area, string counterpart, string language, string text, params string[] fields)
    {
        var explanation = Explanation("MIG_EMI_TOT", area, counterpart, "x");
        explanation.Text.Clear();
        explanation.Text[language] = text;
        var failure = await Assert.ThrowsAsync<StatExchangeException>(() => Server.As("AM.ARMSTAT").Client.ExplainMirrorAsync(explanation, cancellationToken: Cancellation));
        Assert.Equal(ErrorReason.RequestInvalid, failure.Reason);
        Assert.Equal(fields, failure.FieldViolations.Select(violation => violation.Field));
    }

    [Fact]
    public async Task Texts_are_trimmed()
    {
        var added = await Server.As("RU.ROSSTAT").Client.ExplainMirrorAsync(Explanation("MIG_IMM_TOT", "RU", "GE", " Registrations.\n"), cancellationToken: Cancellation);
        Assert.Equal("Registrations.", added.Text["en"]);
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
        Assert.Equal(["RU.ROSSTAT"], await kazakhstan.ListMirrorExplanationsAsync("MIG_EMI_TOT", "AM").Select(entry => entry.Organisation).ToListAsync(Cancellation));
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

    private async Task<List<StreamMirrorsResponse>> MessagesAsync(StreamMirrorsRequest request)
    {
        using var call = Server.Queries.StreamMirrors(request, cancellationToken: Cancellation);
        return await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
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
            await Exchange.Client.PublishAsync("AM.ARMSTAT", Append(Series(Key("LAB_NAT_ABROAD", "AM", "RU"), At("2016", 10m))));
            await Exchange.Client.PublishAsync("KZ.BNS", Append(Series(Key("LAB_NAT_ABROAD", "KZ", "RU"), At("2016", 20m))));
            await Exchange.Client.PublishAsync("AM.ARMSTAT", Append(Series(Key("TOUR_DEP", "AM", "KZ"), At("2014", 1m), At("2016", 2m), At("2017", 3m))));
            await Exchange.Client.PublishAsync("AM.ARMSTAT", Append(Series(Key("TOUR_DEP", "AM", "KZ", "M"), At("2016-05", 1m))));
        }

        public ValueTask DisposeAsync() => Exchange.DisposeAsync();
    }
}
