using System.Security.Cryptography;
using System.Text.RegularExpressions;
using StatExchange.Cli;
using StatExchange.Client;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx enrol, renew, whoami, profiles and logout over TLS.</summary>
public sealed class EnrolCommandTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    private const string Organisation = "KZ.BORDER";

    [Fact]
    public async Task Who_enrolled_is_known_by_the_certificate_and_acts_for_the_organisation_without_saying_so()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("default", Organisation, "А. Серикова", Role.Submitter, Role.Publisher);

        var caller = GetCallerResponse.Parser.ParseJson(await statx.DoAsync("whoami", "--output", "json"));
        Assert.Equal((Organisation, "А. Серикова", CredentialKind.Certificate), (caller.Organisation, caller.Person, caller.Kind));
        Assert.Matches("submitter, publisher", await statx.DoAsync("whoami"));
        Assert.Contains("certificate", await statx.DoAsync("profiles"), StringComparison.Ordinal);

        var file = statx.WriteSecret("figures.csv", Crossings.File(Organisation, (1801, "12")));
        var (code, _, remark) = await statx.RunAsync("submit", file, "--publish");
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"statx receipt \d+ --file", remark);
        Assert.Contains("PUBLISHED", await statx.DoAsync("submissions"), StringComparison.Ordinal);

        var (foreign, _, error) = await statx.RunAsync("submissions", "--organisation", "CN.MCT");
        Assert.Equal(ExitCode.NotPossible, foreign);
        Assert.Contains("CN.MCT", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_sent_to_nobody_but_the_server_that_is_meant()
    {
        using var statx = new EnrolledStatx(exchange);
        using var other = new TestAuthority("Other");
        var code = await statx.InviteAsync(Organisation, "Cautious", Role.Analyst);
        string[] enrol = ["enrol", "--code-file", code, "--server", statx.Server];

        var (asked, _, question) = await statx.RunAsync(enrol);
        Assert.Equal(ExitCode.Usage, asked);
        var fingerprint = Regex.Match(question, "(?<=--fingerprint )[0-9A-F]{64}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.Equal(64, fingerprint.Length);

        var wrong = (fingerprint[0] == '0' ? '1' : '0') + fingerprint[1..];
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync([.. enrol, "--fingerprint", wrong])).Code);
        var authority = statx.WriteSecret("other.pem", other.Certificate.ExportCertificatePem());
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync([.. enrol, "--authority", authority])).Code);
        Assert.Empty(await statx.DoAsync("profiles", "--output", "csv") is var list ? list.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..] : []);

        // The code was good all the time.
        await statx.DoAsync([.. enrol, "--fingerprint", fingerprint.ToLowerInvariant()]);
        Assert.Contains("Cautious", await statx.DoAsync("whoami"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enrolment_that_was_cut_off_goes_on_with_the_same_key_and_a_code_is_good_for_nobody_else()
    {
        using var statx = new EnrolledStatx(exchange);
        var code = await statx.InviteAsync(Organisation, "Patient", Role.Analyst);
        string[] enrol = ["enrol", "--code-file", code, "--server", statx.Server, "--authority", statx.Authority];

        // As if the answer had been lost: the key was kept, and the certificate issued.
        var profile = new ProfileStore(new StatxInvocation { Variables = new Dictionary<string, string>(StringComparer.Ordinal) { [StatxHome.Variable] = statx.PathOf("home") } }).Of("default");
        using var key = await profile.PendingKeyAsync(TestContext.Current.CancellationToken);
        await using (var client = StatExchangeClient.Create(new StatExchangeClientOptions { CallInvoker = exchange.Connect() }))
            (await client.EnrolAsync((await File.ReadAllTextAsync(code, TestContext.Current.CancellationToken)).Trim(), key, TestContext.Current.CancellationToken)).Dispose();
        await statx.DoAsync(enrol);
        Assert.Contains("Patient", await statx.DoAsync("whoami"), StringComparison.Ordinal);

        var (used, _, error) = await statx.RunAsync([.. enrol, "--as", "another"]);
        Assert.Equal(ExitCode.NotPossible, used);
        Assert.Contains("administrator for a new one", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(statx.PathOf("home"), "another")), "A refused enrolment leaves nothing behind.");
        Assert.Equal(ExitCode.Usage, (await statx.RunAsync(enrol)).Code);
    }

    [Fact]
    public async Task A_certificate_is_renewed_with_another_key()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("office", Organisation, "Lasting", Role.Analyst);
        var before = await KeyAsync();
        await statx.DoAsync("renew", "--as", "office");
        Assert.NotEqual(before, await KeyAsync());
        Assert.Contains("Lasting", await statx.DoAsync("whoami", "--as", "office"), StringComparison.Ordinal);

        async Task<string> KeyAsync() => Convert.ToHexString(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(statx.PathOf("home"), "office", "credential.pem"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Whoever_lost_a_key_revokes_it_and_the_next_call_is_refused()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.EnrolAsync("default", Organisation, "Careless", Role.Analyst);
        var caller = GetCallerResponse.Parser.ParseJson(await statx.DoAsync("whoami", "--output", "json"));
        Assert.Contains("Lost", await statx.DoAsync("access", "revoke", caller.CredentialId, "--reason", "Lost"), StringComparison.Ordinal);

        var (code, _, error) = await statx.RunAsync("whoami");
        Assert.Equal(ExitCode.NotPossible, code);
        Assert.Contains("statx enrol", error, StringComparison.Ordinal);
        await statx.DoAsync("logout");
        Assert.Contains("anonymous", await statx.DoAsync("whoami"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_without_a_credential_reads_what_is_public_and_trusts_the_one_authority()
    {
        using var statx = new EnrolledStatx(exchange);
        await statx.DoAsync("profiles", "add", "reader", "--server", statx.Server, "--authority", statx.Authority);
        Assert.Contains("BRD_ENTRY_TOT", await statx.DoAsync("indicators", "--as", "reader"), StringComparison.Ordinal);
        var (code, _, error) = await statx.RunAsync("submissions", "--as", "reader", "--organisation", Organisation);
        Assert.Equal(ExitCode.NotPossible, code);
        Assert.Contains("statx login", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unavailable, (await statx.RunAsync("indicators", "--server", statx.Server, "--retries", "0")).Code);
    }
}
