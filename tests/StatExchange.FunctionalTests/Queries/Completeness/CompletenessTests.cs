using System.Globalization;
using Grpc.Core;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Queries.Completeness;

/// <summary>How complete a profile is, and what would complete it.</summary>
public sealed class CompletenessTests(CompletenessFixture fixture) : IClassFixture<CompletenessFixture>
{
    private static readonly CompletenessQuery Kazakhstan = new("BASIC") { RefAreas = ["KZ"], StartPeriod = "2020", EndPeriod = "2020" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CTX_POP_TOT", "Delivered -29 KZ.BNS A; also UN.UNHCR")]
    [InlineData("REM_IN", "Delivered -29 KZ.BNS Q")]
    [InlineData("ASY_PENDING", "Delivered -29 KZ.BNS M")]
    [InlineData("LAB_WPERM_ISS", "Delivered -29 KZ.BNS A")]
    [InlineData("LAB_FOR_EMP", "Delivered -29 KZ.BNS A")]
    [InlineData("DIA_NAT_ABROAD", "Delivered 0 KZ.BNS A")]
    [InlineData("STK_FOR_CTZ", "Late 1 KZ.BNS A")]
    [InlineData("MIG_IMM_TOT", "Late 15 KZ.BNS A")]
    [InlineData("MIG_EMI_TOT", "Partial 152 KZ.BNS TotalMissing")]
    [InlineData("BRD_ENTRY_TOT", "Partial 152 KZ.BORDER Q PeriodsMissing 2020-Q4")]
    [InlineData("ASY_TEMP_PROT", "Partial 152 KZ.BNS M PeriodsMissing 2020-12")]
    [InlineData("RET_EFFECTED", "Partial 152 KZ.BNS Q ValuesMissing 2020-Q4")]
    [InlineData("CIT_ACQ", "Partial 152 KZ.BNS A ValuesMissing 2020")]
    [InlineData("IRR_ILL_STAY", "Partial 152 KZ.BNS W Frequency")]
    [InlineData("THB_VICT_TOT", "NotApplicable 0 KZ.BNS A")]
    [InlineData("ASY_REF_STK", "Missing 152; also UN.UNHCR")]
    [InlineData("ASY_APPL_TOT", "Missing 152; also UN.UNHCR")]
    [InlineData("REM_OUT", "Missing 152")]
    public async Task Each_indicator_is_judged_by_what_is_there_of_it(string indicator, string expected) =>
        Assert.Equal(expected, await CellAsync(Kazakhstan, indicator));

    [Theory]
    [InlineData("CTX_UNEMP_RATE", "Delivered -29 KZ.BNS A")] // Revised after the due date.
    [InlineData("MIG_NET", "Late 40 KZ.BNS A")] // Taken back, and sent again.
    [InlineData("EDU_FOR_STUD", "Missing 152")] // Deleted.
    public async Task It_is_delivered_since_it_has_been_whole(string indicator, string expected) =>
        Assert.Equal(expected, await CellAsync(Kazakhstan, indicator));

    [Fact]
    public async Task As_of_an_earlier_day_it_is_judged_by_what_was_known_and_due_then()
    {
        var before = Kazakhstan.AsOfInstant(new DateTimeOffset(2021, 9, 30, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(
            ["NotDue 0", "Partial 0 KZ.BNS TotalMissing", "Delivered -29 KZ.BNS A", "Delivered -29 KZ.BNS A", "NotDue 0"],
            await CellsAsync(before, "REM_OUT", "MIG_IMM_TOT", "MIG_NET", "EDU_FOR_STUD", "STK_FOR_CTZ"));
        var after = Kazakhstan.AsOfInstant(new DateTimeOffset(2021, 10, 1, 0, 0, 30, TimeSpan.Zero));
        Assert.Equal(["Missing 1", "Partial 1 KZ.BNS TotalMissing", "Missing 1"], await CellsAsync(after, "REM_OUT", "MIG_IMM_TOT", "STK_FOR_CTZ"));

        var (answer, areas) = await ReadAsync(Kazakhstan.AsOfRelease(0));
        Assert.Equal(("", 40), (answer.AsOfDay, Assert.Single(areas).Total.NotDue));
        (answer, areas) = await ReadAsync(Kazakhstan.AsOfRelease(1));
        Assert.Equal(("2021-09-01", false), (answer.AsOfDay, areas[0].Cells.Single(cell => cell.Indicator == "BRD_ENTRY_TOT").State != CompletenessState.NotDue));
    }

    [Fact]
    public async Task Without_a_due_date_nothing_is_late_and_who_owes_nothing_lacks_nothing()
    {
        var before = Kazakhstan with { StartPeriod = "2017", EndPeriod = "2017" };
        Assert.Equal(["Delivered 0 KZ.BNS A", "Missing 0"], await CellsAsync(before, "CTX_POP_TOT", "CTX_UNEMP_RATE"));
        Assert.All((await ReadAsync(before)).Areas.Single().Cells, cell => Assert.Equal("", cell.DueDate));

        // The one left the process, the other never took part.
        foreach (var area in new[] { "GB", "CN" })
        {
            var total = (await ReadAsync(Kazakhstan with { RefAreas = [area] })).Areas.Single().Total;
            Assert.Equal((40, false), (total.NotApplicable, total.HasScore));
        }

        Assert.Equal(["Missing 0"], await CellsAsync(before with { RefAreas = ["GB"] }, "CTX_POP_TOT"));
    }

    [Fact]
    public async Task In_a_year_of_the_extended_profile_the_basic_one_is_due_with_it_and_between_its_years_the_extended_is_not()
    {
        Assert.Equal(["NotDue 2023-09-30"], await DueAsync("BASIC", "2022"));
        Assert.Equal(["Missing 2020-09-30"], await DueAsync("BASIC", "2019"));
        Assert.Equal(["NotDue 2035-09-30"], await DueAsync("BASIC", "2034"));
        Assert.Equal(["NotApplicable "], await DueAsync("EXTENDED", "2021"));

        async Task<IEnumerable<string>> DueAsync(string profile, string year) =>
            (await ReadAsync(new CompletenessQuery(profile) { RefAreas = ["KZ"], StartPeriod = year, EndPeriod = year })).Areas.Single().Cells
                .Where(cell => cell.Indicator == "CTX_UNEMP_RATE").Select(cell => $"{cell.State} {cell.DueDate}");
    }

    [Fact]
    public async Task Left_out_areas_and_periods_are_those_for_which_it_was_due()
    {
        var (answer, areas) = await ReadAsync(new CompletenessQuery("BASIC") { Language = "ru" });
        Assert.Equal(("2020", "2022-03-01", "Базовый миграционный профиль"), (Assert.Single(answer.ReportingPeriods), answer.AsOfDay, answer.ProfileName));
        Assert.Equal(areas.Select(area => area.RefArea).Order(StringComparer.Ordinal), areas.Select(area => area.RefArea));
        Assert.Contains(areas, area => area is { RefArea: "KZ", RefAreaName: "Казахстан", Organisations: ["KZ.BNS"] });
        Assert.DoesNotContain(areas, area => area.RefArea is "GB" or "CN");
        Assert.Equal(["2020", "2021", "2022"], (await ReadAsync(new CompletenessQuery("BASIC") { EndPeriod = "2022" })).Answer.ReportingPeriods);
        Assert.Equal(["2019"], (await ReadAsync(new CompletenessQuery("EXTENDED"))).Answer.ReportingPeriods);
        Assert.Equal(["AM", "BY", "KG", "KZ", "RU"], (await ReadAsync(Kazakhstan with { RefAreas = [], AreaGroups = ["EAEU"] })).Areas.Select(area => area.RefArea));
    }

    [Fact]
    public async Task Scores_add_up_and_are_those_of_the_cells()
    {
        foreach (var profile in new[] { "BASIC", "EXTENDED" })
        {
            var (answer, areas) = await ReadAsync(new CompletenessQuery(profile) { RefAreas = ["GB"], AreaGroups = ["EAEU", "CIS"], StartPeriod = "2017", EndPeriod = "2022" });
            var parts = answer.Indicators.ToDictionary(indicator => indicator.Total.Indicator, indicator => indicator.Part);
            Assert.True(areas.Count > 5);
            foreach (var area in areas)
            {
                Assert.Equal(Counted("", area.Cells), area.Total);
                Assert.Equal(
                    area.Cells.GroupBy(cell => parts[cell.Indicator]).Select(part => Counted(part.Key, part)), area.Chapters);
                Assert.Equal(answer.Indicators.Select(indicator => indicator.Total.Indicator), area.Cells.Select(cell => cell.Indicator).Distinct());
                Assert.Equal(area.Cells.Count, area.Chapters.Sum(part => part.Delivered + part.Late + part.Partial + part.Missing + part.NotApplicable + part.NotDue));
            }

            // Cells that are not asked for count all the same.
            var (_, filtered) = await ReadAsync(new CompletenessQuery(profile) { RefAreas = ["KZ"], StartPeriod = "2017", EndPeriod = "2022", States = [CompletenessState.Late] });
            var whole = areas.Single(area => area.RefArea == "KZ");
            Assert.Equal(whole.Total, filtered.Single().Total);
            Assert.Equal(whole.Cells.Where(cell => cell.State == CompletenessState.Late), filtered[0].Cells);
        }
    }

    [Fact]
    public async Task What_would_complete_it_is_told()
    {
        var (answer, areas) = await ReadAsync(Kazakhstan);
        var needed = answer.ToSend(areas.Single()).ToDictionary(figures => figures.Key.Indicator);
        Assert.Equal(areas[0].Total.Missing + areas[0].Total.Partial, needed.Count);
        Assert.Equal(("Q", "2020-Q4", "KZ.BORDER"), (needed["BRD_ENTRY_TOT"].Key.Freq, Assert.Single(needed["BRD_ENTRY_TOT"].Periods), needed["BRD_ENTRY_TOT"].Key.DataProvider));
        Assert.Equal(("A", "2020", "KZ"), (needed["MIG_EMI_TOT"].Key.Freq, Assert.Single(needed["MIG_EMI_TOT"].Periods), needed["MIG_EMI_TOT"].Key.RefArea));
        Assert.Equal(["COUNTERPART_AREA", "SEX", "AGE", "CITIZENSHIP", "REASON"], needed["MIG_EMI_TOT"].TotalOf);
        Assert.Equal(("USD", 6), (needed["REM_OUT"].Indicator.UnitMeasure, needed["REM_OUT"].Indicator.UnitMult));
    }

    [Fact]
    public async Task Those_who_see_more_are_told_the_same()
    {
        var request = new StreamCompletenessRequest { Profile = "BASIC", RefAreas = { "KZ" }, StartPeriod = "2020", EndPeriod = "2020" };
        var everybody = await ReadAsync(request, fixture.Server.As(""));
        Assert.Equal(everybody, await ReadAsync(request, fixture.Server.As("KZ.BNS")));
        Assert.Equal(everybody, await ReadAsync(request, fixture.Server.As("UZ.STAT")));
    }

    [Fact]
    public async Task A_cut_stream_resumes_without_loss_or_repetition()
    {
        var request = new StreamCompletenessRequest { Profile = "EXTENDED", StartPeriod = "2000", EndPeriod = "2022", AsOf = Office.After(1) };
        using var call = fixture.Server.As("").Queries.StreamCompleteness(request, cancellationToken: Cancellation);
        var messages = await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        Assert.True(messages.Count > 2, $"{messages.Count} messages");
        Assert.All(messages.Skip(1), message => Assert.Null(message.Vintage));

        request.ResumeToken = messages[0].ResumeToken;
        request.AsOf = null;
        using var resumed = fixture.Server.As("").Queries.StreamCompleteness(request, cancellationToken: Cancellation);
        var rest = await resumed.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal((1L, "2021-09-01"), (rest[0].Vintage.ReleaseId, rest[0].AsOfDay));
        Assert.Equal(messages.Skip(1).SelectMany(message => message.Areas), rest.SelectMany(message => message.Areas));
        request.ResumeToken = messages[^1].ResumeToken;
        Assert.Empty(await ReadAsync(request, fixture.Server.As("")));

        request.Language = "ru";
        Assert.Equal("RESUME_TOKEN_INVALID", (await Office.FailureAsync(() => ReadAsync(request, fixture.Server.As("")))).Reason);
    }

    [Fact]
    public async Task What_does_not_exist_or_makes_no_sense_is_refused()
    {
        Assert.Equal(ErrorReason.ProfileNotFound, await ReasonAsync(new CompletenessQuery("BASICS")));
        Assert.Equal(ErrorReason.UnknownCode, await ReasonAsync(Kazakhstan with { RefAreas = ["KAZ"] }));
        Assert.Equal(ErrorReason.UnknownCode, await ReasonAsync(Kazakhstan with { AreaGroups = ["EAU"] }));
        Assert.Equal(ErrorReason.PeriodInvalid, await ReasonAsync(Kazakhstan with { StartPeriod = "2020-Q1" }));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Kazakhstan with { StartPeriod = "2021" }));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Kazakhstan with { StartPeriod = "1900" }));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Kazakhstan with { States = [CompletenessState.Unspecified] }));
        Assert.Equal(ErrorReason.RequestInvalid, await ReasonAsync(Kazakhstan with { Language = "kk" }));
        Assert.Equal(ErrorReason.AsOfInFuture, await ReasonAsync(Kazakhstan.AsOfRelease(1000)));
    }

    // As the contract says it.
    private static CompletenessScore Counted(string part, IEnumerable<CompletenessCell> cells)
    {
        var (counts, all) = (new CompletenessScore { Part = part }, cells.Select(cell => cell.State).ToList());
        int Count(CompletenessState state) => all.Count(one => one == state);
        (counts.Delivered, counts.Late, counts.Partial) = (Count(CompletenessState.Delivered), Count(CompletenessState.Late), Count(CompletenessState.Partial));
        (counts.Missing, counts.NotApplicable, counts.NotDue) = (Count(CompletenessState.Missing), Count(CompletenessState.NotApplicable), Count(CompletenessState.NotDue));
        if (all.Count > counts.NotApplicable + counts.NotDue)
            counts.Score = (double)(counts.Delivered + counts.Late) / (all.Count - counts.NotApplicable - counts.NotDue);
        return counts;
    }

    private static string Text(CompletenessCell cell)
    {
        var reason = cell.PartialReason == PartialReason.Unspecified ? "" : $"{cell.PartialReason}";
        var said = string.Join(' ', new[] { $"{cell.State}", cell.DaysLate.ToString(CultureInfo.InvariantCulture), cell.Provider, cell.Freq, reason }
            .Concat(cell.LackingPeriods).Where(word => word.Length > 0));
        return cell.AlsoPublishedBy.Count == 0 ? said : $"{said}; also {string.Join(' ', cell.AlsoPublishedBy)}";
    }

    private async Task<string> CellAsync(CompletenessQuery query, string indicator) => (await CellsAsync(query, indicator)).Single();

    private async Task<IEnumerable<string>> CellsAsync(CompletenessQuery query, params IEnumerable<string> indicators)
    {
        var cells = (await ReadAsync(query)).Areas.Single().Cells;
        return indicators.Select(indicator => Text(cells.Single(cell => cell.Indicator == indicator)));
    }

    private async Task<(CompletenessQueryResult Answer, List<AreaCompleteness> Areas)> ReadAsync(CompletenessQuery query)
    {
        await using var answer = await fixture.Client.QueryCompletenessAsync(query, Cancellation);
        return (answer, await answer.ReadAreasAsync(Cancellation).ToListAsync(Cancellation));
    }

    private static async Task<List<AreaCompleteness>> ReadAsync(StreamCompletenessRequest request, Office office)
    {
        using var call = office.Queries.StreamCompleteness(request, cancellationToken: Cancellation);
        return await call.ResponseStream.ReadAllAsync(Cancellation).SelectMany(message => message.Areas).ToListAsync(Cancellation);
    }

    private async Task<ErrorReason> ReasonAsync(CompletenessQuery query) => (await Assert.ThrowsAsync<StatExchangeException>(() => ReadAsync(query))).Reason;
}
