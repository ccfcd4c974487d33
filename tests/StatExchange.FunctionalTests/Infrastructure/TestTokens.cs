using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>The issuer that servers under test trust: tokens are signed by a key of this run, and good for all its clocks.</summary>
internal static class TestTokens
{
    public const string Issuer = "https://issuer.test";
    public const string Audience = "statexchange.test";
    public const string OrganisationClaim = "organisation";
    public const string PersonClaim = "name";
    public const string RolesClaim = "roles";

    public static readonly DateTime From = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime Until = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
    private static readonly ConcurrentDictionary<(string Organisation, string Person, string Roles), string> Made = new();
    /// <summary>What people of an office may do; who administers is nobody's office.</summary>
    public static IReadOnlyList<Role> OfficeRoles { get; } = [Role.Submitter, Role.Approver, Role.Publisher, Role.Analyst];

    /// <summary>Signs as the issuer does.</summary>
    public static SigningCredentials Signature => new(Key, SecurityAlgorithms.EcdsaSha256);

    /// <summary>The token of a person of an organisation, with all roles of an office.</summary>
    public static string Of(string organisation, string person = "") => Of(organisation, person, OfficeRoles);

    /// <summary>The token of a person of an organisation.</summary>
    public static string Of(string organisation, string person, IReadOnlyList<Role> roles) => Made.GetOrAdd(
        (organisation, person, string.Join(',', roles)), _ => Sign(Claims(organisation, person, roles)));

    /// <summary>What such a token says.</summary>
    public static Dictionary<string, object> Claims(string organisation, string person, IReadOnlyList<Role> roles) => new(StringComparer.Ordinal)
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = $"{organisation}/{person}",
        [OrganisationClaim] = organisation,
        [PersonClaim] = person,
        [RolesClaim] = roles.Select(role => role.ToString().ToUpperInvariant()).ToArray(),
    };

    /// <summary>Signs what a token says.</summary>
    public static string Sign(IDictionary<string, object> claims, SigningCredentials? signature = null, DateTime? from = null, DateTime? until = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = signature ?? Signature,
            IssuedAt = from ?? From,
            NotBefore = from ?? From,
            Expires = until ?? Until,
        });

    /// <summary>
    /// Brings the token of whom a call's metadata states; of an office that there is when they state one that there is not, and none when
    /// they state none.
    /// </summary>
    public static Metadata Bring(Metadata metadata)
    {
        if (metadata.GetValue(CallerMetadata.Organisation) is not { } organisation || metadata.GetValue("authorization") is not null)
            return metadata;
        var person = Encoding.UTF8.GetString(metadata.GetValueBytes(CallerMetadata.Person) ?? []);
        metadata.Add("authorization", $"Bearer {Of(Existing(organisation), person)}");
        return metadata;
    }

    /// <summary>An organisation that there is: the stated one, if it can be.</summary>
    public static string Existing(string organisation) => TestAccess.Organisations.Contains(organisation) ? organisation : Figures.Provider;

    /// <summary>The issuer's public keys.</summary>
    public static string Keys => KeySet(Key);

    /// <summary>Public keys as a JSON Web Key Set.</summary>
    public static string KeySet(params IEnumerable<ECDsaSecurityKey> keys) => JsonSerializer.Serialize(new
    {
        keys = keys.Select(key => JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key)).Select(key => new { kty = key.Kty, crv = key.Crv, x = key.X, y = key.Y, kid = key.KeyId, use = "sig" }),
    });
}
