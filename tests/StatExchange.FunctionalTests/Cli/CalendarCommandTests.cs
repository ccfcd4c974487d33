using System.Text.Json;
using Ical.Net.DataTypes;
using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using static StatExchange.FunctionalTests.Infrastructure.Figures;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx calendar.</summary>
public sealed class CalendarCommandTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    [Fact]
    public async Task What_is_not_delivered_is_shown_up_to_a_year_ahead()
    {
        using var statx = new Statx(exchange.Server);
        var (code, output, remark) = await statx.RunAsync("calendar", "--organisation", "AM.ARMSTAT", "--as-of", "2020-10-02");

        Assert.Equal(ExitCode.Done, code);
        Assert.Matches("2020-09-30 │ EXTENDED │ 2019 +│ AM: Armenia │ AM.ARMSTAT +│ OVERDUE +│ +│ 2 ", output);
        Assert.Matches("2021-09-30 │ BASIC +│ 2020 +│ AM: Armenia │ AM.ARMSTAT +│ UPCOMING │ +│ +│", output);
        Assert.Equal("2 deliveries: 1 upcoming, 1 overdue.", remark.Trim());
    }

    [Fact]
    public async Task Csv_and_json_say_the_same_and_take_filters()
    {
        using var statx = new Statx(exchange.Server);
        string[] filters = ["calendar", "--area", "GE,@EAEU", "--profile", "EXTENDED", "--status", "overdue,due", "--from", "2021-01-01", "--as-of", "2023-10-03"];
        var csv = (await statx.DoAsync([.. filters, "--output", "csv"])).TrimEnd().Split('\n');
        Assert.Equal("due_date,profile,reporting_period,ref_area,organisation,status,delivered_at,release_id,days_late,profile_name,ref_area_name,organisation_name", csv[0]);
        Assert.Equal("2023-09-30,EXTENDED,2022,AM,AM.ARMSTAT,OVERDUE,,,3,Extended Migration Profile,Armenia,Statistical Committee of the Republic of Armenia", csv[1]);
        Assert.Equal(["AM", "BY", "GE", "KG", "KZ", "RU"], csv[1..].Select(line => line.Split(',')[3]));

        using var json = JsonDocument.Parse(await statx.DoAsync([.. filters, "--output", "json"]));
        Assert.Equal(csv[1..].Select(line => line.Split(',')[4]), json.RootElement.EnumerateArray().Select(delivery => delivery.GetProperty("organisation").GetString()));
        Assert.All(json.RootElement.EnumerateArray(), delivery => Assert.Equal("DELIVERY_STATUS_OVERDUE", delivery.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_delivery_by_file_leaves_the_list_and_counts_as_late()
    {
        using var statx = new Statx(exchange.Server);
        using (var submission = await RawSubmission.UploadAsync(
            exchange.Server, "MD.NBS", [Append(Series(Key("CTX_POP_TOT", "MD", ""), At("2019", 1m)))],
            request => (request.Profile, request.ReportingPeriod) = ("EXTENDED", "2019")))
        {
            await submission.PublishAsync();
        }

        var open = await statx.DoAsync("calendar", "--organisation", "MD.NBS", "--output", "csv");
        Assert.DoesNotContain(",2019,MD,", open, StringComparison.Ordinal);
        var delivered = await statx.DoAsync("calendar", "--organisation", "MD.NBS", "--status", "delivered", "--output", "csv");
        Assert.Matches(@"2020-09-30,EXTENDED,2019,MD,MD\.NBS,DELIVERED,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,\d+,\d{3,},", delivered);
        var punctuality = await statx.DoAsync("calendar", "--organisation", "MD.NBS", "--punctuality", "--by", "profile", "--to", "2020-12-31", "--output", "csv");
        Assert.Matches(@"EXTENDED,Extended Migration Profile,1,0,1,0,\d+,\d+,0\n,,1,0,1,0,", punctuality);
        Assert.Contains("0.0 %", await statx.DoAsync("calendar", "--organisation", "MD.NBS", "--punctuality"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await statx.DoAsync("calendar", "--area", "MD", "--punctuality", "--to", "2020-12-31", "--output", "json"));
        Assert.Equal(1, json.RootElement.GetProperty("total").GetProperty("deliveredLate").GetInt32());
    }

    [Theory]
    [InlineData("en", "Armenia: Extended Migration Profile, 2022", "Overdue, 2 days.")]
    [InlineData("ru", "Армения: Расширенный миграционный профиль, 2022", "Просрочен, дней: 2.")]
    public async Task An_iCalendar_file_has_an_event_of_a_day_for_each_delivery(string language, string summary, string status)
    {
        using var statx = new Statx(exchange.Server);
        var path = statx.PathOf("deliveries.ics");
        string[] arguments = ["calendar", "--organisation", "AM.ARMSTAT", "--as-of", "2023-10-02", "--language", language, "--ical"];
        await statx.DoAsync([.. arguments, path]);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var calendar = Ical.Net.Calendar.Load(text)!;

        Assert.Equal(["2020", "2021", "2022", "2023", "2024"], calendar.Events.Select(one => $"{one.Start!.Date.Year}"));
        var extended = calendar.Events.Single(one => one.Uid == "EXTENDED-2022-AM.ARMSTAT-AM@statexchange");
        Assert.True(extended.IsAllDay);
        Assert.Equal((new CalDateTime(2023, 9, 30), new CalDateTime(2023, 10, 1)), (extended.Start, extended.End));
        Assert.Equal(summary, extended.Summary);
        Assert.EndsWith(status, extended.Description, StringComparison.Ordinal);
        Assert.Equal(("CONFIRMED", "EXTENDED,OVERDUE"), (extended.Status, string.Join(',', extended.Categories)));

        // Looked up again, it is the same but for the moment.
        Assert.Equal(WithoutMoment(text), WithoutMoment(await statx.DoAsync([.. arguments, "-"])));
    }

    [Theory]
    [InlineData("--as-of", "30.09.2023", "--as-of must be a day such as 2023-09-30")]
    [InlineData("--status", "overdue,gone", "There is no status 'gone'; it is one of upcoming, due, overdue, delivered.")]
    [InlineData("--area", "AM,", "--area has an empty code")]
    [InlineData("--area", "ARM", "the nearest is 'AM'")]
    [InlineData("--as-of", "9999-12-31", "That day has not come yet")]
    public async Task Wrong_usage_is_told(string option, string value, string message)
    {
        using var statx = new Statx(exchange.Server);
        var (code, _, error) = await statx.RunAsync("calendar", option, value);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_file_of_punctuality_is_wrong_usage()
    {
        using var statx = new Statx(exchange.Server);
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync("calendar", "--punctuality", "--ical", "-")).Code);
        Assert.Equal(ExitCode.NotPossible, (await statx.RunAsync("calendar", "--profile", "BASICS")).Code);
    }

    private static string WithoutMoment(string text) =>
        string.Join('\n', text.Split("\r\n").Where(line => !line.StartsWith("DTSTAMP", StringComparison.Ordinal)));
}
