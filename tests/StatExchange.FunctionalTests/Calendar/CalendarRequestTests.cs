using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Calendar;

/// <summary>Pages, and what is refused, through the contract itself.</summary>
public sealed class CalendarRequestTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7, new DeliveryStatus[0])]
    [InlineData(49, new[] { DeliveryStatus.Overdue })]
    [InlineData(1000, new[] { DeliveryStatus.Due, DeliveryStatus.Upcoming })]
    public async Task Deliveries_are_listed_by_pages_without_loss_or_repetition(int pageSize, DeliveryStatus[] statuses)
    {
        var request = new ListDeliveriesRequest { AsOfDay = "2023-08-31", Statuses = { statuses }, PageSize = 1000 };
        var all = (await exchange.Server.Calendar.ListDeliveriesAsync(request, cancellationToken: Cancellation)).Deliveries;
        Assert.NotEmpty(all);
        Assert.Equal(
            all.OrderBy(delivery => delivery.DueDate, StringComparer.Ordinal).ThenBy(delivery => delivery.RefArea, StringComparer.Ordinal), all);

        var paged = new List<Delivery>();
        request.PageSize = pageSize;
        do
        {
            var page = await exchange.Server.Calendar.ListDeliveriesAsync(request, cancellationToken: Cancellation);
            Assert.InRange(page.Deliveries.Count, 1, pageSize);
            paged.AddRange(page.Deliveries);

            // The token holds the day by itself.
            (request.PageToken, request.AsOfDay) = (page.NextPageToken, "");
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task Filters_apply_together()
    {
        var answer = await exchange.Server.Calendar.ListDeliveriesAsync(
            new ListDeliveriesRequest
            {
                Selection = new DeliverySelection { Profile = "BASIC", AreaGroups = { "EAEU" }, DueFrom = "2021-09-30", DueTo = "2022-09-29" },
                AsOfDay = "2021-10-02",
                Language = "ru",
            },
            cancellationToken: Cancellation);
        Assert.Equal("2021-10-02", answer.AsOfDay);
        Assert.Equal(["AM", "BY", "KG", "KZ", "RU"], answer.Deliveries.Select(delivery => delivery.RefArea));
        Assert.All(answer.Deliveries, delivery =>
            Assert.Equal(("BASIC", "2020", DeliveryStatus.Overdue, 2), (delivery.Profile, delivery.ReportingPeriod, delivery.Status, delivery.DaysLate)));
        Assert.Equal(
            ("Базовый миграционный профиль", "Армения", "Статистический комитет Республики Армения"),
            (answer.Deliveries[0].ProfileName, answer.Deliveries[0].RefAreaName, answer.Deliveries[0].OrganisationName));
    }

    [Fact]
    public async Task Without_a_bound_it_ends_a_year_ahead()
    {
        var answer = await exchange.Server.Calendar.ListDeliveriesAsync(new ListDeliveriesRequest { AsOfDay = "2022-09-30", PageSize = 1000 }, cancellationToken: Cancellation);
        Assert.Equal("2023-09-30", answer.Deliveries[^1].DueDate);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var now = await exchange.Server.Calendar.ListDeliveriesAsync(new ListDeliveriesRequest { PageSize = 1 }, cancellationToken: Cancellation);
        Assert.InRange(DateOnly.ParseExact(now.AsOfDay, "yyyy-MM-dd").DayNumber, today.DayNumber, today.DayNumber + 1);
    }

    [Fact]
    public async Task What_does_not_exist_is_refused_with_the_nearest()
    {
        var profile = await RefusedAsync(new DeliverySelection { Profile = "BASICS" });
        Assert.Equal((StatusCode.NotFound, "PROFILE_NOT_FOUND", "BASIC"), (profile.Code, profile.Reason, profile.Metadata["nearest"]));
        var organisation = await RefusedAsync(new DeliverySelection { Organisation = "AM.ARMSTATT" });
        Assert.Equal((StatusCode.NotFound, "ORGANISATION_NOT_FOUND", "AM.ARMSTAT"), (organisation.Code, organisation.Reason, organisation.Metadata["nearest"]));
        var codes = await RefusedAsync(new DeliverySelection { RefAreas = { "KAZ", "KZ" }, AreaGroups = { "EUR" } });
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_CODE", "REF_AREA=KAZ,REF_AREA=EUR"), (codes.Code, codes.Reason, codes.Metadata["codes"]));
        Assert.Equal(["selection.ref_areas", "selection.area_groups"], codes.Fields);
    }

    [Theory]
    [InlineData("2023-02-29", "", "", "as_of_day")]
    [InlineData("", "30.09.2023", "", "selection.due_from")]
    [InlineData("", "", "2023-9-30", "selection.due_to")]
    [InlineData("2020-01-01", "", "2040-01-02", "selection.due_to")]
    public async Task A_day_that_is_none_or_too_far_ahead_is_refused(string asOf, string from, string to, string field)
    {
        var failure = await RefusedAsync(new DeliverySelection { DueFrom = from, DueTo = to }, request => request.AsOfDay = asOf);
        Assert.Equal((StatusCode.InvalidArgument, "REQUEST_INVALID", field), (failure.Code, failure.Reason, Assert.Single(failure.Fields)));
    }

    [Fact]
    public async Task What_no_client_of_the_contract_sends_is_refused()
    {
        Assert.Equal(["page_size"], (await RefusedAsync(null, request => request.PageSize = 1001)).Fields);
        Assert.Equal(["language"], (await RefusedAsync(null, request => request.Language = "de")).Fields);
        Assert.Equal(["statuses"], (await RefusedAsync(null, request => request.Statuses.Add(DeliveryStatus.Unspecified))).Fields);
        Assert.Equal(["statuses"], (await RefusedAsync(null, request => request.Statuses.Add((DeliveryStatus)99))).Fields);
        var grouping = await Assert.ThrowsAsync<RpcException>(() => exchange.Server.Calendar.GetPunctualityAsync(
            new GetPunctualityRequest { Grouping = (PunctualityGrouping)99 }, cancellationToken: Cancellation).ResponseAsync);
        Assert.Equal(["grouping"], Failure.Of(grouping).Fields);
    }

    [Fact]
    public async Task A_day_that_has_not_come_is_refused()
    {
        var failure = await RefusedAsync(null, request => request.AsOfDay = "9999-12-31");
        Assert.Equal((StatusCode.InvalidArgument, "AS_OF_IN_FUTURE", "0"), (failure.Code, failure.Reason, failure.Metadata["latest_release_id"]));
    }

    [Fact]
    public async Task A_token_that_is_damaged_or_of_another_day_is_refused()
    {
        var first = await exchange.Server.Calendar.ListDeliveriesAsync(new ListDeliveriesRequest { AsOfDay = "2023-08-31", PageSize = 1 }, cancellationToken: Cancellation);
        var version = first.NextPageToken.Split('.')[0];
        string[] damaged = ["x", $"{version}.1", $"{version}.-1.1", $"{version}.1.-1", $"{version}.99999999.1", $"0{version}.1.1", "\0"];
        foreach (var token in damaged)
            Assert.Equal("PAGE_TOKEN_INVALID", (await RefusedAsync(null, request => request.PageToken = token)).Reason);
        var another = await RefusedAsync(null, request => (request.PageToken, request.AsOfDay) = (first.NextPageToken, "2023-09-01"));
        Assert.Equal("PAGE_TOKEN_INVALID", another.Reason);
    }

    private async Task<Failure> RefusedAsync(DeliverySelection? selection, Action<ListDeliveriesRequest>? change = null)
    {
        var request = new ListDeliveriesRequest { Selection = selection };
        change?.Invoke(request);
        return Failure.Of(await Assert.ThrowsAsync<RpcException>(
            () => exchange.Server.Calendar.ListDeliveriesAsync(request, cancellationToken: Cancellation).ResponseAsync));
    }
}
