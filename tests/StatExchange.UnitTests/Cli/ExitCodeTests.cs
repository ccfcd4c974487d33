using StatExchange.Cli;

namespace StatExchange.UnitTests.Cli;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("submit", "no-such-file.csv", "--organisation", "AM.ARMSTAT")]
    [InlineData("query", "--as-of", "yesterday")]
    [InlineData("query", "--last", "-1")]
    [InlineData("query", "--last", "x")]
    [InlineData("query", "--indicator", "")]
    [InlineData("query", "--as-of", "03/04/2026")]
    [InlineData("indicators", "--retries", "x")]
    [InlineData("query", "--output", "xml")]
    [InlineData("query", "--country", "AM")]
    [InlineData("publish")]
    [InlineData("publish", "x", "--at", "2027-01-15T11:00")]
    [InlineData("publish", "x", "--zone", "Asia/Almaty")]
    [InlineData("embargo", "move", "x")]
    [InlineData("preview", "x", "--limit", "0")]
    [InlineData("policy", "KZ.BNS", "--approval", "maybe")]
    [InlineData("withdraw-release", "seven", "--reason", "x")]
    [InlineData("withdraw-release", "7")]
    [InlineData("purge", "--indicator", "MIG_IMM_TOT", "--period", "2017")]
    [InlineData("changes", "--ref-area", "KZ")]
    [InlineData("changes", "--from", "last week")]
    [InlineData("releases", "--after", "-1")]
    [InlineData("submissions", "--state", "lost")]
    [InlineData("indicators", "--language", "de")]
    [InlineData("aggregate", "--over", "REF_AREA")]
    [InlineData("aggregate", "--over", "COUNTRY=AM")]
    [InlineData("aggregate", "--complete", "--minimum-share", "0.5")]
    [InlineData("aggregate", "--minimum-share", "1.5")]
    [InlineData("aggregate", "--to-freq", "W")]
    [InlineData("mirror", "--limit", "5")]
    [InlineData("mirror", "--rank", "size")]
    [InlineData("enrol")]
    [InlineData("enrol", "CODE", "--code-file", "code.txt")]
    [InlineData("enrol", "CODE")]
    [InlineData("enrol", "CODE", "--fingerprint", "abc")]
    [InlineData("enrol", "CODE", "--authority", "no-such-file.pem")]
    [InlineData("renew")]
    [InlineData("login")]
    [InlineData("login", "--authority-url", "https://login.example")]
    [InlineData("login", "--authority-url", "https://login.example", "--client-id", "statx", "--token-file", "token")]
    [InlineData("login", "--authority-url", "login", "--client-id", "statx")]
    [InlineData("access", "invite", "--organisation", "AM.ARMSTAT")]
    [InlineData("access", "invite", "--organisation", "AM.ARMSTAT", "--person", "A", "--role", "king")]
    [InlineData("access", "invite", "--file", "people.csv")]
    [InlineData("access", "register", "--subject", "x")]
    [InlineData("access", "revoke", "x")]
    [InlineData("access", "agree", "AM.ARMSTAT", "--none", "--ref-area", "AM")]
    [InlineData("access", "agree", "AM.ARMSTAT")]
    [InlineData("access", "agree", "AM.ARMSTAT", "--all", "--ref-area", "AM")]
    [InlineData("access", "grant", "AM.ARMSTAT", "--until", "tomorrow")]
    [InlineData("access", "grant", "AM.ARMSTAT")]
    [InlineData("audit", "list", "--after", "-1")]
    [InlineData("audit", "verify", "--head", "no-such-file.jws", "--file", "no-such-file.json")]
    [InlineData("receipt")]
    [InlineData("receipt", "abc")]
    [InlineData("receipt", "7", "--submission", "x")]
    [InlineData("receipt", "verify", "no-such-file.jws")]
    public async Task Is_2_for_wrong_usage_and_says_what_is_wrong_in_few_lines(params string[] arguments)
    {
        var (code, _, error) = await Statx.RunAsync(arguments);

        Assert.Equal(ExitCode.Usage, code);
        Assert.InRange(error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 8);
    }

    [Theory]
    [InlineData("indicators")]
    [InlineData("codes", "CL_AREA")]
    [InlineData("query", "--ref-area", "@EAEU", "--output", "csv")]
    [InlineData("findings", "x", "--organisation", "AM.ARMSTAT")]
    public async Task Is_3_when_the_service_is_unavailable(params string[] arguments)
    {
        var (code, output, error) = await Statx.RunAsync(arguments);

        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Contains("--server", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("REF_AREA", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_2_for_a_file_that_is_no_SDMX_CSV_and_the_service_is_not_asked()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "country,year\nAM,2017\n", TestContext.Current.CancellationToken);
            var (code, _, error) = await Statx.RunAsync("submit", path, "--organisation", "AM.ARMSTAT");

            Assert.Equal(ExitCode.Usage, code);
            Assert.Contains("DATAFLOW", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task The_help_lists_them_and_is_no_error()
    {
        var (code, output, _) = await Statx.RunAsync("--help");

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("130  cancelled", output, StringComparison.Ordinal);
    }
}
