using System.CommandLine;
using StatExchange.Cli.Commands;
using StatExchange.Client;

namespace StatExchange.UnitTests.Cli;

public sealed class EmbargoOptionsTests
{
    [Theory]
    [InlineData("2027-01-15T11:00", "2027-01-15T11:00:00")]
    [InlineData("2027-01-15T11:00:30", "2027-01-15T11:00:30")]
    public void Reads_a_local_time_with_its_zone(string at, string local)
    {
        var (time, errors) = Read("--at", at, "--zone", "Asia/Almaty");

        Assert.Empty(errors);
        Assert.Equal((null, local, "Asia/Almaty"), (time!.Instant, time.LocalTime, time.TimeZone));
    }

    [Theory]
    [InlineData("2027-01-15T11:00+05:00")]
    [InlineData("2027-01-15T06:00Z")]
    [InlineData("2027-01-15T06:00:00Z")]
    [InlineData("2027-01-15T06:00:00.000Z")]
    public void Reads_an_instant_that_needs_no_zone(string at)
    {
        var (time, errors) = Read("--at", at);

        Assert.Empty(errors);
        Assert.Equal((DateTimeOffset.Parse("2027-01-15T06:00:00Z"), ""), (time!.Instant!.Value, time.TimeZone));
        Assert.Equal("Asia/Almaty", Read("--at", at, "--zone", "Asia/Almaty").Time!.TimeZone);
    }

    [Fact]
    public void Is_nothing_without_options() => Assert.Null(Read().Time);

    [Theory]
    [InlineData("--zone Asia/Almaty", "--at 2027-01-15T11:00")]
    [InlineData("neither", "--at tomorrow")]
    [InlineData("neither", "--at 15.01.2027 --zone Asia/Almaty")]
    [InlineData("--at", "--zone Asia/Almaty")]
    public void Says_what_is_missing_or_wrong(string word, string arguments) =>
        Assert.Contains(word, Assert.Single(Read(arguments.Split(' ')).Errors), StringComparison.Ordinal);

    private static (EmbargoTime? Time, IReadOnlyList<string> Errors) Read(params string[] arguments)
    {
        var options = new EmbargoOptions();
        var command = new RootCommand();
        options.AddTo(command);
        var parsed = command.Parse(arguments);
        return (options.Read(parsed), [.. parsed.Errors.Select(error => error.Message)]);
    }
}
