using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Client certificates over real TLS: who is let in, and every way of pretending that was thought of.</summary>
public sealed class CertificateAttackTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    private const string Office = "AM.ARMSTAT";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_enrolled_certificate_is_who_it_was_enrolled_for()
    {
        var (certificate, credential) = await exchange.EnrolAsync(Office, "А. Петросян", Role.Submitter, Role.Analyst);
        var caller = await SecuredExchange.CallerAsync(exchange.Connect(certificate));
        Assert.Equal((Office, "А. Петросян", CredentialKind.Certificate), (caller.Organisation, caller.Person, caller.Kind));
        Assert.Equal([Role.Submitter, Role.Analyst], caller.Roles);
        Assert.Equal(credential.CredentialId, caller.CredentialId);
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), caller.ExpiresAt.ToDateTime());
        Assert.Contains($"O={Office}", certificate.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("XX.ELSE", certificate.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_none_is_anonymous()
    {
        var caller = await SecuredExchange.CallerAsync(exchange.Connect());
        Assert.Equal(new GetCallerResponse(), caller);
        var failure = await Infrastructure.Office.FailureAsync(() => new SubmissionsService.SubmissionsServiceClient(exchange.Connect())
            .ListSubmissionsAsync(new ListSubmissionsRequest(), cancellationToken: Cancellation).ResponseAsync);
        Assert.Equal((StatusCode.Unauthenticated, "CALLER_UNKNOWN"), (failure.Code, failure.Reason));
    }

    [Fact]
    public async Task An_expired_one_is_refused_and_one_that_is_not_valid_yet()
    {
        var expired = exchange.Foreign.Issue("CN=late", from: TestAuthority.Now.AddDays(-3), until: TestAuthority.Now.AddDays(-1));
        Assert.Equal("certificate expired", await SecuredExchange.RefusalAsync(exchange.Connect(expired)));
        var early = exchange.Foreign.Issue("CN=early", from: TestAuthority.Now.AddDays(1), until: TestAuthority.Now.AddDays(2));
        Assert.Equal("certificate not_yet_valid", await SecuredExchange.RefusalAsync(exchange.Connect(early)));
    }

    [Fact]
    public async Task A_revoked_one_is_refused_at_the_next_call_of_the_same_connection()
    {
        var (certificate, credential) = await exchange.EnrolAsync(Office, "revoked", Role.Submitter);
        var invoker = exchange.Connect(certificate);
        await SecuredExchange.CallerAsync(invoker);
        await exchange.Administrator.RevokeCredentialAsync(
            new RevokeCredentialRequest { CredentialId = credential.CredentialId, Reason = "lost" }, cancellationToken: Cancellation);
        Assert.Equal("certificate revoked", await SecuredExchange.RefusalAsync(invoker));
    }

    [Fact]
    public async Task A_self_signed_one_and_one_of_another_authority_are_refused()
    {
        var (real, _) = await exchange.EnrolAsync(Office, "copied", Role.Submitter);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(real.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in real.Extensions)
            request.CertificateExtensions.Add(extension);
        using var selfSigned = request.CreateSelfSigned(TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddDays(1));
        Assert.Equal("certificate untrusted", await SecuredExchange.RefusalAsync(exchange.Connect(selfSigned)));

        // By name the exchange's own, by key not.
        using var pretender = new TestAuthority("StatExchange authority");
        Assert.Equal("certificate untrusted", await SecuredExchange.RefusalAsync(exchange.Connect(pretender.Issue("CN=copied, O=AM.ARMSTAT"))));
    }

    [Theory]
    [InlineData(TestAuthority.ServerPurpose)]
    [InlineData(null)]
    public async Task One_for_servers_or_for_no_purpose_is_refused(string? purpose) => Assert.Equal(
        "certificate wrong_purpose", await SecuredExchange.RefusalAsync(exchange.Connect(exchange.Foreign.Issue("CN=web", purpose))));

    [Fact]
    public async Task The_servers_own_is_none_for_clients()
    {
        using var own = exchange.Server.Service<Server.Access.Authority.ExchangeAuthority>().IssueServerCertificate([]);
        Assert.Equal("certificate wrong_purpose", await SecuredExchange.RefusalAsync(exchange.Connect(own)));
    }

    [Fact]
    public async Task One_of_a_trusted_authority_is_whom_its_subject_is_registered_for()
    {
        const string subject = "FOREIGN CN=loader,O=Armstat,C=AM";
        var certificate = exchange.Foreign.Issue("CN=loader, O=Armstat, C=AM");
        Assert.Equal("certificate unknown_subject", await SecuredExchange.RefusalAsync(exchange.Connect(certificate)));
        var request = new RegisterCredentialRequest
        {
            Kind = CredentialKind.Certificate,
            Subject = subject,
            Organisation = Office,
            Person = "loader",
            Roles = { Role.Submitter },
        };
        var registered = await exchange.Administrator.RegisterCredentialAsync(request, cancellationToken: Cancellation);
        Assert.Equal((Office, registered.Credential.CredentialId), await Named(exchange.Connect(certificate)));

        exchange.Publish(certificate);
        Assert.Equal("certificate revoked", await SecuredExchange.RefusalAsync(exchange.Connect(certificate)));

        // Without a list that is in force nobody says that it was not revoked.
        foreach (var (from, until) in new[] { (-2, -1), (1, 2) })
        {
            await File.WriteAllTextAsync(
                exchange.PathOf("foreign.crl"), exchange.Foreign.Revoke(TestAuthority.Now.AddDays(from), TestAuthority.Now.AddDays(until)), Cancellation);
            Assert.Equal("certificate untrusted", await SecuredExchange.RefusalAsync(exchange.Connect(certificate)));
        }

        using var pretender = new TestAuthority("Foreign authority");
        await File.WriteAllTextAsync(exchange.PathOf("foreign.crl"), pretender.Revoke(TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddDays(9)), Cancellation);
        Assert.Equal("certificate untrusted", await SecuredExchange.RefusalAsync(exchange.Connect(certificate)));
        File.Delete(exchange.PathOf("foreign.crl"));
        Assert.Equal("certificate untrusted", await SecuredExchange.RefusalAsync(exchange.Connect(certificate)));
        exchange.Publish();
        Assert.Equal((Office, registered.Credential.CredentialId), await Named(exchange.Connect(certificate)));

        // Registered anew for the certificate that replaces a stolen one, the subject does not revive that one.
        await exchange.Administrator.RevokeCredentialAsync(
            new RevokeCredentialRequest { CredentialId = registered.Credential.CredentialId, Reason = "stolen" }, cancellationToken: Cancellation);
        await exchange.Administrator.RegisterCredentialAsync(request, cancellationToken: Cancellation);
        Assert.Equal("certificate revoked", await SecuredExchange.RefusalAsync(exchange.Connect(certificate)));
    }

    private static async Task<(string Organisation, string CredentialId)> Named(CallInvoker invoker)
    {
        var caller = await SecuredExchange.CallerAsync(invoker);
        return (caller.Organisation, caller.CredentialId);
    }
}
