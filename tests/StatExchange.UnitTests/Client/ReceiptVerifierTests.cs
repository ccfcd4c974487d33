using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.UnitTests.Client;

/// <summary>What a receipt proves offline, and what does not count as one.</summary>
public sealed class ReceiptVerifierTests : IDisposable
{
    private static readonly object Payload = new
    {
        releaseId = "17",
        kind = "RELEASE_KIND_PUBLICATION",
        publishedAt = "2026-01-02T00:00:00Z",
        organisation = "AM.ARMSTAT",
        contentDigest = Convert.ToHexStringLower(SHA256.HashData("figures"u8)),
        receivedSha256 = Convert.ToBase64String(new byte[32]),
        laterField = 1,
    };

    private readonly SigningAuthority _authority = new();

    [Fact]
    public async Task A_receipt_says_what_was_signed_also_when_the_certificate_has_expired_since()
    {
        var receipt = await VerifyAsync(_authority.Sign(Payload) + "\n");
        Assert.Equal((17L, "AM.ARMSTAT", ReleaseKind.Publication), (receipt.ReleaseId, receipt.Organisation, receipt.Kind));
        Assert.True(SigningAuthority.End < TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task It_is_for_one_file()
    {
        var receipt = await VerifyAsync(_authority.Sign(Payload));
        Assert.True(await ReceiptVerifier.IsForAsync(receipt, new MemoryStream("figures"u8.ToArray()), TestContext.Current.CancellationToken));
        Assert.False(await ReceiptVerifier.IsForAsync(receipt, new MemoryStream("Figures"u8.ToArray()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public Task What_was_changed_is_refused()
    {
        var parts = _authority.Sign(Payload).Split('.');
        var changed = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("AM.ARMSTAT", "AZ.SSC", StringComparison.Ordinal));
        return RefusesAsync(SignatureFault.BadSignature, $"{parts[0]}.{changed}.{parts[2]}");
    }

    [Fact]
    public async Task Another_authority_signs_nothing()
    {
        using var other = new SigningAuthority();
        await RefusesAsync(SignatureFault.Untrusted, other.Sign(Payload));
    }

    [Fact]
    public async Task A_certificate_of_another_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = _authority.Issue(another);
        var signature = SigningAuthority.Sign(
            Payload, new SigningCredentials(SigningAuthority.KeyOf(key), SecurityAlgorithms.EcdsaSha256), SigningAuthority.Start, certificate);
        await RefusesAsync(SignatureFault.BadSignature, signature);
    }

    [Fact]
    public Task The_certificate_of_an_office_signs_no_receipt() =>
        RefusesAsync(SignatureFault.WrongPurpose, _authority.Sign(Payload, SigningAuthority.ClientAuthentication));

    [Theory]
    [InlineData(-1)]
    [InlineData(365)]
    public Task A_certificate_that_was_not_valid_when_it_signed_is_refused(int days) =>
        RefusesAsync(SignatureFault.Untrusted, _authority.Sign(Payload, at: SigningAuthority.Start.AddDays(days)));

    [Fact]
    public Task No_algorithm_proves_nothing() => RefusesAsync(
        SignatureFault.Algorithm, SigningAuthority.Sign(Payload, credentials: null, SigningAuthority.Start, _authority.Certificate));

    [Fact]
    public async Task A_shared_secret_proves_nothing_though_it_is_the_public_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = _authority.Issue(key);
        var secret = new SymmetricSecurityKey(certificate.GetPublicKey());
        await RefusesAsync(
            SignatureFault.Algorithm,
            SigningAuthority.Sign(Payload, new SigningCredentials(secret, SecurityAlgorithms.HmacSha256), SigningAuthority.Start.AddDays(1), certificate));
    }

    [Fact]
    public async Task Without_certificates_or_time_it_is_none()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = _authority.Issue(key);
        var credentials = new SigningCredentials(SigningAuthority.KeyOf(key), SecurityAlgorithms.EcdsaSha256);
        await RefusesAsync(SignatureFault.Malformed, SigningAuthority.Sign(Payload, credentials, SigningAuthority.Start.AddDays(1)));
        await RefusesAsync(SignatureFault.Malformed, SigningAuthority.Sign(Payload, credentials, at: null, certificate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("receipt")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    public async Task What_is_no_signature_is_refused(string text)
    {
        var failure = await Assert.ThrowsAsync<SignatureInvalidException>(() => VerifyAsync(text));
        Assert.True(failure.Fault is SignatureFault.Malformed or SignatureFault.Algorithm);
    }

    [Fact]
    public Task A_genuine_signature_of_something_else_is_no_receipt() =>
        RefusesAsync(SignatureFault.WrongContent, _authority.Sign(new { number = 5, hash = "00", at = "2026-01-02T00:00:00Z" }));

    public void Dispose() => _authority.Dispose();

    private Task<Receipt> VerifyAsync(string signature) => new ReceiptVerifier(_authority.Certificate).VerifyAsync(signature);

    private async Task RefusesAsync(SignatureFault fault, string signature) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<SignatureInvalidException>(() => VerifyAsync(signature))).Fault);
}
