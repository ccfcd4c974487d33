using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Certificates end by the exchange's own clock.</summary>
public sealed class CertificateLifetimeTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    [Fact]
    public async Task One_that_was_good_is_refused_once_it_has_expired_and_a_further_one_is_not()
    {
        var (certificate, former) = await exchange.EnrolAsync("AM.ARMSTAT", "A. Petrosyan", Role.Submitter);
        var invoker = exchange.Connect(certificate);
        exchange.Clock.Advance(TimeSpan.FromDays(89));
        await SecuredExchange.CallerAsync(invoker);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        var renewed = await new AccessService.AccessServiceClient(invoker).RenewCertificateAsync(
            new RenewCertificateRequest { CertificateRequest = SecuredExchange.RequestOf(key) }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEqual(former.CredentialId, renewed.Credential.CredentialId);
        Assert.Equal((former.Organisation, former.Person), (renewed.Credential.Organisation, renewed.Credential.Person));
        Assert.Equal(former.Roles, renewed.Credential.Roles);
        await SecuredExchange.CallerAsync(invoker);

        exchange.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("certificate expired", await SecuredExchange.RefusalAsync(invoker));
        using var further = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(renewed.Certificate.Span);
        using var withKey = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.CopyWithPrivateKey(further, key);
        Assert.Equal(renewed.Credential.CredentialId, (await SecuredExchange.CallerAsync(exchange.Connect(withKey))).CredentialId);
    }
}
