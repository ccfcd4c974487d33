using StatExchange.Client;

namespace StatExchange.UnitTests.Client;

public sealed class EmbargoTimeTests
{
    [Fact]
    public void Is_an_instant_or_a_local_time_in_a_zone()
    {
        var instant = EmbargoTime.At(DateTimeOffset.Parse("2027-01-15T11:00:00+05:00"), "Asia/Almaty").ToRequest("x", "Why");
        Assert.Equal(("2027-01-15T06:00:00Z", "Asia/Almaty", "", "Why"), ($"{instant.Instant.ToDateTime():yyyy-MM-ddTHH:mm:ssZ}", instant.TimeZone, instant.LocalTime, instant.Reason));
        var local = EmbargoTime.Local(new DateTime(2027, 1, 15, 11, 0, 0, DateTimeKind.Utc), "Asia/Almaty").ToRequest("x", reason: null);
        Assert.Equal((null, "Asia/Almaty", "2027-01-15T11:00:00", ""), (local.Instant, local.TimeZone, local.LocalTime, local.Reason));
    }

    [Fact]
    public void Is_made_from_an_instant_without_a_word()
    {
        EmbargoTime time = DateTimeOffset.UnixEpoch;
        Assert.Equal(DateTimeOffset.UnixEpoch, time.Instant);
    }
}
