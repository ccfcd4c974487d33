using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Access.Grants;
using StatExchange.Server.Errors;
using StatExchange.V1;
using AgreementRecord = StatExchange.Server.Access.Agreements.ProvisionAgreement;

namespace StatExchange.Server.Access;

/// <summary>From what is kept to the messages of the contract, and back.</summary>
internal static class AccessMapping
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The message of a credential.</summary>
    public static Credential ToProto(this CredentialRecord credential) => new()
    {
        CredentialId = credential.CredentialId.ToString(),
        Kind = credential.Kind,
        Organisation = credential.Organisation,
        Person = credential.Person,
        Roles = { credential.Roles },
        Subject = credential.Subject,
        CreatedAt = credential.CreatedAt.ToTimestamp(),
        ExpiresAt = credential.ExpiresAt?.ToTimestamp(),
        RevokedAt = credential.RevokedAt?.ToTimestamp(),
        RevocationReason = credential.RevocationReason,
    };

    /// <summary>The message of a caller.</summary>
    public static GetCallerResponse ToProto(this Caller caller) => new()
    {
        Organisation = caller.Organisation,
        Person = caller.Person,
        Roles = { caller.Roles },
        Kind = caller.Kind,
        CredentialId = caller.CredentialId,
        ExpiresAt = caller.ExpiresAt?.ToTimestamp(),
    };

    /// <summary>The message of a grant.</summary>
    public static Grant ToProto(this GrantRecord grant) => new()
    {
        GrantId = grant.GrantId.ToString(),
        Provider = grant.Provider,
        Grantee = grant.Grantee,
        Indicators = { grant.Indicators },
        GrantedAt = grant.GrantedAt.ToTimestamp(),
        GrantedBy = grant.GrantedBy,
        ExpiresAt = grant.ExpiresAt?.ToTimestamp(),
        RevokedAt = grant.RevokedAt?.ToTimestamp(),
    };

    /// <summary>The message of an agreement.</summary>
    public static ProvisionAgreement ToProto(this AgreementRecord agreement) => new()
    {
        Organisation = agreement.Organisation,
        Indicators = { agreement.Indicators },
        RefAreas = { agreement.RefAreas },
        ValidFrom = ToText(agreement.ValidFrom),
        ValidTo = ToText(agreement.ValidTo),
        IsPrimary = agreement.IsPrimary,
    };

    /// <summary>The agreement of a message.</summary>
    /// <exception cref="ExchangeException">It is another organisation's, or its days are none.</exception>
    public static AgreementRecord ToAgreement(this ProvisionAgreement agreement, string organisation, int position)
    {
        var path = $"agreements[{position}]";
        if (agreement.Organisation.Length > 0 && agreement.Organisation != organisation)
            throw ExchangeException.InvalidField($"{path}.organisation", "it is another one");
        return new AgreementRecord(
            organisation, [.. agreement.Indicators.Distinct()], [.. agreement.RefAreas.Distinct()],
            ToDay(agreement.ValidFrom, $"{path}.valid_from"), ToDay(agreement.ValidTo, $"{path}.valid_to"), agreement.IsPrimary);
    }

    private static string ToText(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture) ?? string.Empty;

    private static DateOnly? ToDay(string text, string path)
    {
        if (text.Length == 0)
            return null;
        return DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw ExchangeException.InvalidField(path, "it is no date like 2026-01-31");
    }
}
