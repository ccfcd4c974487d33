using System.Globalization;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Calendar;

/// <summary>What is due, overdue and delivered. Each test has an organisation of its own; its deliveries are those of no other test.</summary>
public sealed class DeliveryTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static readonly DateOnly FirstDue = new(2020, 9, 30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Theory]
    [InlineData("2020-07-01", DeliveryStatus.Upcoming, 0)]
    [InlineData("2020-07-02", DeliveryStatus.Due, 0)]
    [InlineData("2020-09-30", DeliveryStatus.Due, 0)]
    [InlineData("2020-10-01", DeliveryStatus.Overdue, 1)]
    public async Task What_nobody_delivers_becomes_due_and_overdue(string asOf, DeliveryStatus status, int daysLate)
    {
        var delivery = await exchange.Client
            .ListDeliveriesAsync(new DeliveryQuery { Organisation = "AL.INSTAT", AsOf = DateOnly.Parse(asOf, CultureInfo.InvariantCulture) }).FirstAsync(Cancellation);

        Assert.Equal(
            new Delivery
            {
                Profile = "EXTENDED",
                ProfileName = "Extended Migration Profile",
                ReportingPeriod = "2019",
                Organisation = "AL.INSTAT",
                OrganisationName = "Institute of Statistics of Albania",
                RefArea = "AL",
                RefAreaName = "Albania",
                DueDate = "2020-09-30",
                Status = status,
                DaysLate = daysLate,
            },
            delivery);
    }

    [Fact]
    public async Task A_profile_is_owed_for_each_year_and_no_two_for_one()
    {
        var query = new DeliveryQuery { Organisation = "AM.ARMSTAT", DueTo = new DateOnly(2025, 12, 31), AsOf = new DateOnly(2024, 1, 1) };
        Assert.Equal(
            "EXTENDED 2019, BASIC 2020, BASIC 2021, EXTENDED 2022, BASIC 2023, BASIC 2024",
            string.Join(", ", await exchange.Client.ListDeliveriesAsync(query).Select(delivery => $"{delivery.Profile} {delivery.ReportingPeriod}").ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task A_state_that_leaves_owes_nothing_from_then_on_and_a_group_filters_by_the_period()
    {
        var asOf = new DateOnly(2022, 12, 31);
        var left = await exchange.Client.ListDeliveriesAsync(new DeliveryQuery { RefAreas = ["GB"], AsOf = asOf }).ToListAsync(Cancellation);
        Assert.Equal("2019", Assert.Single(left).ReportingPeriod);

        var members = await exchange.Client.ListDeliveriesAsync(new DeliveryQuery { AreaGroups = ["EU"], RefAreas = ["KZ"], AsOf = asOf, DueTo = asOf })
            .GroupBy(delivery => delivery.ReportingPeriod).ToDictionaryAsync(period => period.Key, period => period.Count(), cancellationToken: Cancellation);
        Assert.Equal((28 + 1, 27 + 1, 27 + 1), (members["2019"], members["2020"], members["2021"]));
    }

    [Fact]
    public async Task What_is_published_late_is_late_and_was_overdue_before()
    {
        await PublishAsync("AT.STATAT", "AT", "EXTENDED", "2019");
        var now = (await ListAsync("AT.STATAT"))["2019"];
        Assert.Equal((DeliveryStatus.Delivered, Today.DayNumber - FirstDue.DayNumber), (now.Status, now.DaysLate));
        Assert.Equal(Today, DateOnly.FromDateTime(now.DeliveredAt.ToDateTime()));
        Assert.True(now.ReleaseId > 0);

        var before = (await ListAsync("AT.STATAT", FirstDue.AddDays(5)))["2019"];
        Assert.Equal((DeliveryStatus.Overdue, 5, null, 0), (before.Status, before.DaysLate, before.DeliveredAt, before.ReleaseId));
    }

    [Fact]
    public async Task The_first_release_delivers_and_what_comes_later_is_a_revision()
    {
        await PublishAsync("AZ.SSC", "AZ", "EXTENDED", "2019");
        var first = (await ListAsync("AZ.SSC"))["2019"];
        await PublishAsync("AZ.SSC", "AZ", "EXTENDED", "2019", value: 2);
        Assert.Equal(first, (await ListAsync("AZ.SSC"))["2019"]);
    }

    [Fact]
    public async Task What_is_published_before_its_due_date_is_early()
    {
        var open = (await exchange.Client.ListDeliveriesAsync(new DeliveryQuery
        {
            Organisation = "BE.STATBEL",
            Statuses = [DeliveryStatus.Upcoming, DeliveryStatus.Due],
        }).ToListAsync(Cancellation)).Last();
        await PublishAsync("BE.STATBEL", "BE", open.Profile, open.ReportingPeriod);

        var delivered = (await ListAsync("BE.STATBEL"))[open.ReportingPeriod];
        Assert.Equal(DeliveryStatus.Delivered, delivered.Status);
        Assert.Equal(Today.DayNumber - DateOnly.Parse(open.DueDate, CultureInfo.InvariantCulture).DayNumber, delivered.DaysLate);
        Assert.InRange(delivered.DaysLate, -366, 0);
    }

    [Fact]
    public async Task What_is_not_published_does_not_count_and_does_not_show()
    {
        var before = await ListAsync("BG.NSI");
        using var received = await UploadAsync("BG.NSI", "BG", "EXTENDED", "2019");
        Assert.Equal(SubmissionState.Received, received.State.State);
        Assert.Equal(before, await ListAsync("BG.NSI"));

        var handle = await exchange.Server.As("BG.NSI").Client.GetSubmissionAsync(received.State.SubmissionId, Cancellation);
        await handle.WithdrawAsync(Cancellation);
        Assert.Equal(before, await ListAsync("BG.NSI"));
    }

    [Fact]
    public async Task A_release_that_is_taken_back_does_not_count()
    {
        await PublishAsync("CH.BFS", "CH", "EXTENDED", "2019");
        var delivered = (await ListAsync("CH.BFS"))["2019"];
        Assert.Equal(DeliveryStatus.Delivered, delivered.Status);

        await new ReleasesService.ReleasesServiceClient(exchange.Server.Channel).WithdrawReleaseAsync(
            new WithdrawReleaseRequest { ReleaseId = delivered.ReleaseId, Reason = "sent by mistake" },
            ActingCaller.Add([], "CH.BFS"), cancellationToken: Cancellation);
        Assert.Equal(DeliveryStatus.Overdue, (await ListAsync("CH.BFS"))["2019"].Status);
        await PublishAsync("CH.BFS", "CH", "EXTENDED", "2019");
        var again = (await ListAsync("CH.BFS"))["2019"];
        Assert.Equal((DeliveryStatus.Delivered, true), (again.Status, again.ReleaseId > delivered.ReleaseId));
    }

    [Fact]
    public async Task What_another_submission_took_the_place_of_was_delivered_nevertheless()
    {
        var replaced = await PublishAsync("DE.DESTATIS", "DE", "EXTENDED", "2019");
        var first = (await ListAsync("DE.DESTATIS"))["2019"];
        using var correction = await UploadAsync("DE.DESTATIS", "DE", "EXTENDED", "2019", value: 2, replaces: replaced);
        await correction.PublishAsync();
        Assert.Equal(SubmissionState.Superseded, (await exchange.Server.As("DE.DESTATIS").Client.GetSubmissionAsync(replaced, Cancellation)).Submission.State);
        Assert.Equal(first, (await ListAsync("DE.DESTATIS"))["2019"]);
    }

    [Fact]
    public async Task Another_organisation_profile_or_period_delivers_something_else()
    {
        await PublishAsync("KG.SMS", "KG", "EXTENDED", "2019");
        await PublishAsync("KG.NSC", "KG", "BASIC", "2019");
        await PublishAsync("KG.NSC", "KG", "EXTENDED", "2018");
        await RawSubmission.PublishAsync(exchange.Server, "KG.NSC", Append(Series(Key("CTX_POP_TOT", "KG", ""), At("2020", 1m))));
        Assert.All((await ListAsync("KG.NSC")).Values, delivery => Assert.NotEqual(DeliveryStatus.Delivered, delivery.Status));
    }

    [Fact]
    public async Task Punctuality_sums_up_what_is_delivered_or_overdue()
    {
        await PublishAsync("CY.CYSTAT", "CY", "EXTENDED", "2019");
        var states = (await ListAsync("CY.CYSTAT")).Values.Where(delivery => delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.Overdue).ToList();
        var query = new DeliveryQuery { RefAreas = ["CY", "CZ"], Language = "ru" };

        var answer = await exchange.Client.GetPunctualityAsync(query, PunctualityGrouping.RefArea, Cancellation);
        Assert.Equal([("CY", "Кипр"), ("CZ", "Чехия")], answer.Groups.Select(group => (group.Code, group.Name)));
        Assert.Equal((states.Count, 0, 1, states.Count - 1), Counts(answer.Groups[0]));
        Assert.Equal((states.Count, 0, 0, states.Count), Counts(answer.Groups[1]));
        Assert.Equal((2 * states.Count, 0, 1, (2 * states.Count) - 1), Counts(answer.Total));
        Assert.Equal(states.Average(delivery => delivery.DaysLate), answer.Groups[0].AverageDelayDays, precision: 9);
        Assert.Equal((states.Max(delivery => delivery.DaysLate), 0.0), (answer.Total.MaximalDelayDays, answer.Total.ShareInTime));

        var profiles = await exchange.Client.GetPunctualityAsync(query, PunctualityGrouping.Profile, Cancellation);
        Assert.Equal(["BASIC", "EXTENDED"], profiles.Groups.Select(group => group.Code));
        var organisations = await exchange.Client.GetPunctualityAsync(query, cancellationToken: Cancellation);
        Assert.Equal(["CY.CYSTAT", "CZ.CSU"], organisations.Groups.Select(group => group.Code));
        var early = await exchange.Client.GetPunctualityAsync(query with { AsOf = FirstDue }, cancellationToken: Cancellation);
        Assert.Equal((0, false, 0), (early.Total.Due, early.Total.HasShareInTime, early.Groups.Count));
    }

    [Fact]
    public async Task The_data_behind_it_is_listed()
    {
        var data = await exchange.Client.ListSchedulesAsync(Cancellation);
        Assert.Equal(["EXTENDED", "BASIC"], data.Schedules.Select(schedule => schedule.Profile));
        Assert.Equal(
            new ProfileSchedule { Profile = "BASIC", FirstPeriod = "2019", EveryYears = 1, UnlessProfile = "EXTENDED", DueMonths = 9, NoticeDays = 90 },
            data.Schedules[1]);
        Assert.Equal("RU.ROSSTAT", Assert.Single(data.Obligations, obligation => obligation is { RefArea: "RU", Profile: "BASIC" }).Organisation);
        var again = await exchange.Server.Calendar.ListSchedulesAsync(
            new ListSchedulesRequest { KnownVersion = data.CatalogueVersion }, cancellationToken: Cancellation);
        Assert.Equal((true, 0, 0), (again.Unchanged, again.Schedules.Count, again.Obligations.Count));
    }

    private static (int, int, int, int) Counts(Punctuality group) => (group.Due, group.DeliveredInTime, group.DeliveredLate, group.Overdue);

    private async Task<Dictionary<string, Delivery>> ListAsync(string organisation, DateOnly? asOf = null) =>
        await exchange.Client.ListDeliveriesAsync(new DeliveryQuery { Organisation = organisation, AsOf = asOf })
            .ToDictionaryAsync(delivery => delivery.ReportingPeriod, cancellationToken: Cancellation);

    private Task<RawSubmission> UploadAsync(string organisation, string area, string profile, string period, decimal value = 1, string replaces = "") => RawSubmission.UploadAsync(
        exchange.Server, organisation, [Append(Series(Key("CTX_POP_TOT", area, ""), At(period, value)))], request =>
        {
            request.Profile = profile;
            request.ReportingPeriod = period;
            request.ReplacesSubmissionId = replaces;
        });

    private async Task<string> PublishAsync(string organisation, string area, string profile, string period, decimal value = 1)
    {
        using var submission = await UploadAsync(organisation, area, profile, period, value);
        await submission.PublishAsync();
        return submission.State.SubmissionId;
    }
}
