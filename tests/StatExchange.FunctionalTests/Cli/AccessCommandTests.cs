using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server.Access.Enrolments;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx access over TLS, from the first administrator on.</summary>
public sealed class AccessCommandTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    [Fact]
    public async Task From_the_code_that_the_server_left_to_offices_that_work()
    {
        using var statx = new EnrolledStatx(exchange);
        string[] server = ["--server", statx.Server, "--authority", statx.Authority];
        var first = exchange.PathOf(Path.Combine("authority", FirstAdministrator.FileName));
        await statx.DoAsync(["enrol", "--code-file", first, "--as", "administrator", .. server]);

        // Many at once.
        var people = statx.WriteSecret("people.csv", "organisation,person,roles", "KZ.BORDER,Serikova,\"submitter, publisher\"", "EU.FRONTEX,Analyst,analyst");
        await statx.DoAsync("access", "invite", "--file", people, "--codes", statx.PathOf("codes.csv"), "--as", "administrator");
        await statx.DoAsync(["enrol", "--codes", statx.PathOf("codes.csv"), .. server]);
        Assert.Contains("Serikova", await statx.DoAsync("whoami", "--as", "KZ.BORDER"), StringComparison.Ordinal);

        // One by one.
        var code = (await statx.DoAsync("access", "invite", "--organisation", "AM.ARMSTAT", "--person", "Sargsyan", "--role", "approver,analyst", "--as", "administrator")).Trim();
        await statx.DoAsync(["enrol", "--code-file", statx.WriteSecret("code", code), "--as", "armstat", .. server]);
        Assert.Contains("approver, analyst", await statx.DoAsync("whoami", "--as", "armstat"), StringComparison.Ordinal);

        var credentials = await statx.DoAsync("access", "credentials", "--output", "csv", "--as", "administrator");
        Assert.Superset(
            new HashSet<string>(["AM.ARMSTAT,Sargsyan", "EU.FRONTEX,Analyst", "KZ.BORDER,Serikova", $"{FirstAdministrator.Organisation},administrator"], StringComparer.Ordinal),
            credentials.Trim().Split('\n')[1..].Select(line => string.Join(',', line.Split(',')[2..4])).ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain("Sargsyan", await statx.DoAsync("access", "credentials", "--as", "KZ.BORDER"), StringComparison.Ordinal);

        var (refused, _, error) = await statx.RunAsync("access", "invite", "--organisation", "KZ.BORDER", "--person", "X", "--role", "analyst", "--as", "KZ.BORDER");
        Assert.Equal(ExitCode.NotPossible, refused);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Agreements_are_added_replaced_and_ended()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("default", "PPMO.OBSERVATORY", "Manager", Role.Administrator);
        Assert.Equal(["TJ.TAJSTAT;BRD_ENTRY_TOT;TJ"], await AgreementsAsync("--replace", "--indicator", "BRD_ENTRY_TOT", "--ref-area", "TJ"));
        Assert.Equal(["TJ.TAJSTAT;BRD_ENTRY_TOT;TJ", "TJ.TAJSTAT;all;KG TJ"], await AgreementsAsync("--ref-area", "KG,TJ"));
        Assert.Empty(await AgreementsAsync("--none"));
        var (code, _, error) = await statx.RunAsync("access", "agree", "TJ.TAJSTAT", "--ref-area", "TJJ");
        Assert.Equal((ExitCode.Usage, true), (code, error.Contains("TJJ", StringComparison.Ordinal)));

        async Task<IEnumerable<string>> AgreementsAsync(params string[] options)
        {
            await statx.DoAsync(["access", "agree", "TJ.TAJSTAT", .. options]);
            var csv = await statx.DoAsync("access", "agreements", "--organisation", "TJ.TAJSTAT", "--output", "csv");
            return csv.Trim().Split('\n')[1..].Select(line => string.Join(';', line.Split(',')[..3])).Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task A_grant_is_given_listed_by_both_and_ended()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("giver", "KG.NSC", "Publisher", Role.Publisher);
        await statx.EnrolAsync("given", "CIS.STAT", "Analyst", Role.Analyst);
        var grant = Grant.Parser.ParseJson(await statx.DoAsync("access", "grant", "CIS.STAT", "--indicator", "BRD_ENTRY_TOT", "--as", "giver", "--output", "json"));
        Assert.Equal(("KG.NSC", "CIS.STAT", "BRD_ENTRY_TOT"), (grant.Provider, grant.Grantee, Assert.Single(grant.Indicators)));
        foreach (var profile in new[] { "giver", "given" })
            Assert.Contains(grant.GrantId, await statx.DoAsync("access", "grants", "--as", profile), StringComparison.Ordinal);

        var (foreign, _, error) = await statx.RunAsync("access", "ungrant", grant.GrantId, "--as", "given");
        Assert.Equal((ExitCode.NotPossible, true), (foreign, error.Length > 0));
        Assert.NotNull(Grant.Parser.ParseJson(await statx.DoAsync("access", "ungrant", grant.GrantId, "--as", "giver", "--output", "json")).RevokedAt);
    }
}
