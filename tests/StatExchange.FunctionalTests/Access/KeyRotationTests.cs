using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using StatExchange.FunctionalTests.Infrastructure;

namespace StatExchange.FunctionalTests.Access;

/// <summary>Issuers change their keys while the server runs.</summary>
public sealed class KeyRotationTests(PostgresCluster cluster)
{
    private readonly ECDsaSecurityKey _first = Key("first");
    private readonly ECDsaSecurityKey _second = Key("second");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_of_a_file_are_those_that_it_has_now()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("statexchange-keys-").FullName, "keys.json");
        await File.WriteAllTextAsync(file, TestTokens.KeySet(_first), Cancellation);
        await using var server = await InProcessServer.StartAsync(
            await cluster.CreateDatabaseAsync(), InProcessServer.NewClock(), ("Access:Tokens:0:KeysFile", file));
        await AssertAcceptedAsync(server, _first);
        await AssertRefusedAsync(server, _second);
        await File.WriteAllTextAsync(file, TestTokens.KeySet(_first, _second), Cancellation);
        await AssertAcceptedAsync(server, _second);
        await AssertAcceptedAsync(server, _first);
        await File.WriteAllTextAsync(file, TestTokens.KeySet(_second), Cancellation);
        await AssertAcceptedAsync(server, _second);
        await AssertRefusedAsync(server, _first);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task Keys_of_a_provider_are_asked_for_anew_when_a_token_names_one_that_is_not_known()
    {
        var keys = TestTokens.KeySet(_first);
        await using var provider = await ProviderAsync(() => keys);
        await using var server = await InProcessServer.StartAsync(
            await cluster.CreateDatabaseAsync(), InProcessServer.NewClock(), ("Access:Tokens:0:Authority", provider.Urls.Single()), ("Access:Tokens:0:KeysFile", ""),
            ("Access:Tokens:0:RefreshInterval", "00:00:01"));
        await AssertAcceptedAsync(server, _first);
        await AssertRefusedAsync(server, _second);
        keys = TestTokens.KeySet(_second);

        // The first token of the new key may be what makes the library look, a second after it looked last.
        var until = TimeProvider.System.GetUtcNow().AddSeconds(30);
        while (await OutcomeAsync(server, _second) != "OK")
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "The new key is not found.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }
    }

    private static ECDsaSecurityKey Key(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };

    /// <summary>An OpenID Connect provider, as far as a service needs one.</summary>
    private static async Task<WebApplication> ProviderAsync(Func<string> keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var provider = builder.Build();
        provider.MapGet("/.well-known/openid-configuration", (HttpRequest request) =>
            Results.Json(new { issuer = TestTokens.Issuer, jwks_uri = $"http://{request.Host}/keys" }));
        provider.MapGet("/keys", () => Results.Text(keys(), "application/json"));
        await provider.StartAsync(Cancellation);
        return provider;
    }

    private static async Task AssertAcceptedAsync(InProcessServer server, ECDsaSecurityKey key) => Assert.Equal("OK", await OutcomeAsync(server, key));

    private static async Task AssertRefusedAsync(InProcessServer server, ECDsaSecurityKey key) => Assert.Equal("bad_signature", await OutcomeAsync(server, key));

    private static async Task<string> OutcomeAsync(InProcessServer server, ECDsaSecurityKey key)
    {
        var token = TestTokens.Sign(TestTokens.Claims("AM.ARMSTAT", "A. Petrosyan", TestTokens.OfficeRoles), new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
        try
        {
            var caller = await SecuredExchange.CallerAsync(server.Channel.Intercept(metadata =>
            {
                metadata.Add("authorization", $"Bearer {token}");
                return metadata;
            }));
            Assert.Equal("AM.ARMSTAT", caller.Organisation);
            return "OK";
        }
        catch (RpcException exception)
        {
            return Failure.Of(exception).Metadata["why"];
        }
    }
}
