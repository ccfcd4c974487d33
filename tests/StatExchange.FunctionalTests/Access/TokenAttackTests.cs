using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core.Interceptors;
using Microsoft.IdentityModel.Tokens;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Bearer tokens over real TLS: which are taken, and every way of forging one that was thought of.</summary>
public sealed class TokenAttackTests(SecuredExchange exchange) : IClassFixture<SecuredExchange>
{
    private const string Office = "AM.ARMSTAT";

    private static readonly ECDsaSecurityKey OtherKey = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTime Now => exchange.Clock.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task A_token_is_who_its_claims_say()
    {
        var caller = await SecuredExchange.CallerAsync(exchange.Connect(token: TestTokens.Of(Office, "А. Петросян", [Role.Publisher])));
        Assert.Equal((Office, "А. Петросян", CredentialKind.Token, ""), (caller.Organisation, caller.Person, caller.Kind, caller.CredentialId));
        Assert.Equal([Role.Publisher], caller.Roles);
        Assert.Equal(TestTokens.Until, caller.ExpiresAt.ToDateTime());
    }

    [Theory]
    [InlineData("aud", "another.service", "wrong_audience")]
    [InlineData("iss", "https://issuer.example", "wrong_issuer")]
    [InlineData("iss", null, "wrong_issuer")]
    [InlineData("aud", null, "wrong_audience")]
    [InlineData("sub", null, "unknown_subject")]
    [InlineData("organisation", null, "unknown_subject")]
    [InlineData("organisation", "AM.NOBODY", "unknown_subject")]
    [InlineData("name", "a\nb", "malformed")]
    public async Task A_claim_that_is_not_right_is_refused(string claim, string? value, string why)
    {
        var claims = TestTokens.Claims(Office, "A. Petrosyan", TestTokens.OfficeRoles);
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;
        Assert.Equal($"token {why}", await RefusalAsync(TestTokens.Sign(claims)));
    }

    [Fact]
    public async Task Times_are_by_the_exchanges_clock()
    {
        var claims = Claims();
        Assert.Equal("token expired", await RefusalAsync(TestTokens.Sign(claims, from: Now.AddHours(-2), until: Now.AddMinutes(-1))));
        Assert.Equal("token not_yet_valid", await RefusalAsync(TestTokens.Sign(claims, from: Now.AddMinutes(1), until: Now.AddHours(1))));

        // Clocks may be some seconds apart.
        await AcceptedAsync(TestTokens.Sign(claims, from: Now.AddHours(-2), until: Now.AddSeconds(-20)));
        await AcceptedAsync(TestTokens.Sign(claims, from: Now.AddSeconds(20), until: Now.AddHours(1)));
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        var payload = JsonSerializer.Serialize(Claims());
        Assert.Equal("token malformed", await RefusalAsync(Signed("""{"alg":"ES256","kid":"test"}""", payload, text => Sign(TestTokens.Signature.Key, text))));
    }

    [Fact]
    public async Task A_signature_that_anybody_can_make_is_none()
    {
        var payload = Payload();
        Assert.Equal("token bad_signature", await RefusalAsync(Signed("""{"alg":"none"}""", payload, _ => [])));
        Assert.Equal("token bad_signature", await RefusalAsync(Signed("""{"alg":"ES256","kid":"test"}""", payload, _ => [])));

        // The public key taken for a shared secret, in the forms that libraries have been tricked with.
        var key = ((ECDsaSecurityKey)TestTokens.Signature.Key).ECDsa;
        foreach (var secret in new[] { key.ExportSubjectPublicKeyInfo(), Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem()), Encoding.UTF8.GetBytes(TestTokens.Keys) })
            Assert.Equal("token bad_signature", await RefusalAsync(Signed("""{"alg":"HS256","kid":"test"}""", payload, text => HMACSHA256.HashData(secret, text))));
    }

    [Fact]
    public async Task Another_key_signs_nothing()
    {
        var credentials = new SigningCredentials(OtherKey, SecurityAlgorithms.EcdsaSha256);
        Assert.Equal("token bad_signature", await RefusalAsync(TestTokens.Sign(Claims(), credentials)));

        // Nor does one that the token brings along, or says where to find.
        var header = $$"""{"alg":"ES256","kid":"x","jwk":{{Jwk(OtherKey)}},"jku":"https://issuer.example/keys"}""";
        Assert.Equal("token bad_signature", await RefusalAsync(Signed(header, Payload(), text => Sign(OtherKey, text))));
    }

    [Fact]
    public async Task What_was_changed_after_it_was_signed_is_refused()
    {
        var parts = TestTokens.Of(Office, "A. Petrosyan", [Role.Submitter]).Split('.');
        var changed = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("SUBMITTER", "PUBLISHER", StringComparison.Ordinal);
        Assert.Equal("token bad_signature", await RefusalAsync($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(changed))}.{parts[2]}"));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer ....")]
    [InlineData("Bearer eyJ.eyJ.x")]
    [InlineData("Basic YTpi")]
    public async Task What_is_no_token_is_refused(string authorization) => Assert.Equal("token malformed", await SecuredExchange.RefusalAsync(
        exchange.Connect().Intercept(metadata =>
        {
            metadata.Add("authorization", authorization);
            return metadata;
        })));

    [Fact]
    public async Task A_bound_token_is_good_with_its_certificate_only()
    {
        var certificate = exchange.Foreign.Issue("CN=bound");
        var claims = Claims();
        claims["cnf"] = new Dictionary<string, object> { ["x5t#S256"] = Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)) };
        var token = TestTokens.Sign(claims);
        Assert.Equal(Office, (await SecuredExchange.CallerAsync(exchange.Connect(certificate, token))).Organisation);
        Assert.Equal("token not_bound", await RefusalAsync(token));
        Assert.Equal("token not_bound", await SecuredExchange.RefusalAsync(exchange.Connect(exchange.Foreign.Issue("CN=bound"), token)));

        // Bound by a proof that is not asked for here.
        claims["cnf"] = new Dictionary<string, object> { ["jkt"] = "x" };
        Assert.Equal("token not_bound", await SecuredExchange.RefusalAsync(exchange.Connect(certificate, TestTokens.Sign(claims))));
    }

    [Fact]
    public async Task A_subject_that_was_revoked_stays_refused_whatever_its_issuer_says()
    {
        var claims = TestTokens.Claims(Office, "leaver", TestTokens.OfficeRoles);
        var token = TestTokens.Sign(claims, from: Now.AddMinutes(-5), until: Now.AddHours(1));
        await AcceptedAsync(token);
        var request = new RegisterCredentialRequest
        {
            Kind = CredentialKind.Token,
            Subject = $"{TestTokens.Issuer} {claims["sub"]}",
            Organisation = "KZ.BNS",
            Person = "mover",
            Roles = { Role.Analyst },
        };
        var registered = (await exchange.Administrator.RegisterCredentialAsync(request, cancellationToken: Cancellation)).Credential;

        // Who is registered is that, and not what the claims say.
        var caller = await SecuredExchange.CallerAsync(exchange.Connect(token: token));
        Assert.Equal(("KZ.BNS", "mover", registered.CredentialId), (caller.Organisation, caller.Person, caller.CredentialId));
        var again = await Infrastructure.Office.FailureAsync(() => exchange.Administrator.RegisterCredentialAsync(request, cancellationToken: Cancellation).ResponseAsync);
        Assert.Equal(("CREDENTIAL_EXISTS", registered.CredentialId), (again.Reason, again.Metadata["credential_id"]));

        await exchange.Administrator.RevokeCredentialAsync(
            new RevokeCredentialRequest { CredentialId = registered.CredentialId, Reason = "left" }, cancellationToken: Cancellation);
        Assert.Equal("token revoked", await RefusalAsync(token));
        await exchange.Administrator.RegisterCredentialAsync(request, cancellationToken: Cancellation);
        Assert.Equal("token revoked", await RefusalAsync(token));
        exchange.Clock.Advance(TimeSpan.FromSeconds(2));
        await AcceptedAsync(TestTokens.Sign(claims, from: Now, until: Now.AddHours(1)));
    }

    private static Dictionary<string, object> Claims() => TestTokens.Claims(Office, "A. Petrosyan", TestTokens.OfficeRoles);

    private static string Payload()
    {
        var claims = Claims();
        claims["exp"] = new DateTimeOffset(TestTokens.Until).ToUnixTimeSeconds();
        return JsonSerializer.Serialize(claims);
    }

    private static string Jwk(ECDsaSecurityKey key) => JsonDocument.Parse(TestTokens.KeySet(key)).RootElement.GetProperty("keys")[0].GetRawText();

    private static byte[] Sign(SecurityKey key, byte[] text) => ((ECDsaSecurityKey)key).ECDsa.SignData(text, HashAlgorithmName.SHA256);

    private static string Signed(string header, string payload, Func<byte[], byte[]> sign)
    {
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.UTF8.GetBytes(text)))}";
    }

    private Task<string> RefusalAsync(string token) => SecuredExchange.RefusalAsync(exchange.Connect(token: token));

    private Task<GetCallerResponse> AcceptedAsync(string token) => SecuredExchange.CallerAsync(exchange.Connect(token: token));
}
