using Google.Protobuf.Collections;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows who may do what.</summary>
internal static class AccessOutput
{
    /// <summary>The columns of credentials.</summary>
    public static readonly IReadOnlyList<ListColumn<Credential>> Credentials =
    [
        new("credential_id", credential => credential.CredentialId),
        new("kind", credential => KindOf(credential.Kind)),
        new("organisation", credential => credential.Organisation),
        new("person", credential => credential.Person),
        new("roles", credential => RoleNames.Of(credential.Roles)),
        new("subject", credential => credential.Subject),
        new("created_at", credential => SubmissionOutput.Instant(credential.CreatedAt)),
        new("expires_at", credential => SubmissionOutput.Instant(credential.ExpiresAt)),
        new("revoked_at", credential => SubmissionOutput.Instant(credential.RevokedAt)),
        new("revocation_reason", credential => credential.RevocationReason),
    ];

    /// <summary>The columns of provision agreements.</summary>
    public static readonly IReadOnlyList<ListColumn<ProvisionAgreement>> Agreements =
    [
        new("organisation", agreement => agreement.Organisation),
        new("indicators", agreement => AllOr(agreement.Indicators)),
        new("ref_areas", agreement => AllOr(agreement.RefAreas)),
        new("valid_from", agreement => agreement.ValidFrom),
        new("valid_to", agreement => agreement.ValidTo),
        new("primary", agreement => agreement.IsPrimary ? "yes" : ""),
    ];

    /// <summary>The columns of grants.</summary>
    public static readonly IReadOnlyList<ListColumn<Grant>> Grants =
    [
        new("grant_id", grant => grant.GrantId),
        new("provider", grant => grant.Provider),
        new("grantee", grant => grant.Grantee),
        new("indicators", grant => AllOr(grant.Indicators)),
        new("granted_at", grant => SubmissionOutput.Instant(grant.GrantedAt)),
        new("granted_by", grant => grant.GrantedBy),
        new("expires_at", grant => SubmissionOutput.Instant(grant.ExpiresAt)),
        new("revoked_at", grant => SubmissionOutput.Instant(grant.RevokedAt)),
    ];

    /// <summary>Shows one entry of a list.</summary>
    public static async Task WriteAsync<T>(CommandContext context, string form, T entry, IReadOnlyList<ListColumn<T>> columns)
        where T : Google.Protobuf.IMessage
    {
        if (form == OutputOption.Json)
        {
            await JsonOutput.WriteAsync(context.Out, entry);
            return;
        }

        var grid = new DetailGrid();
        foreach (var column in columns)
            grid.Add(ListOutput.Header(column.Name), column.Of(entry));
        grid.Write(context);
    }

    /// <summary>How a caller proves who it is, for people.</summary>
    public static string KindOf(CredentialKind kind) => kind == CredentialKind.Unspecified ? "none" : kind.ToString().ToLowerInvariant();

    private static string AllOr(RepeatedField<string> codes) => codes.Count == 0 ? "all" : string.Join(' ', codes);
}
