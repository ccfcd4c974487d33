using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Client;

/// <content>What an organisation may submit, and who may see its restricted figures.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>Provision agreements, by organisation. Pages are fetched as they are needed.</summary>
    /// <param name="organisation">Only those of this organisation; left out for all.</param>
    public IAsyncEnumerable<ProvisionAgreement> ListProvisionAgreementsAsync(string? organisation = null) => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _access.ListProvisionAgreementsAsync(
                new ListProvisionAgreementsRequest { Organisation = organisation ?? "", PageToken = pageToken }, cancellationToken: token),
            cancellationToken),
        page => page.Agreements,
        page => page.NextPageToken);

    /// <summary>
    /// Replaces the provision agreements of an organisation; what is published stays. For administrators. Repeating the call is safe.
    /// </summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="agreements">All its agreements from now on; none forbids it to submit.</param>
    /// <param name="cancellationToken">Gives up waiting; they may be replaced nevertheless.</param>
    /// <returns>The agreements as they are now.</returns>
    /// <exception cref="StatExchangeException">ORGANISATION_NOT_FOUND, UNKNOWN_CODE or NOT_ALLOWED; nothing has changed.</exception>
    public async Task<IReadOnlyList<ProvisionAgreement>> SetProvisionAgreementsAsync(
        string organisation, IEnumerable<ProvisionAgreement> agreements, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(agreements);
        var request = new SetProvisionAgreementsRequest { Organisation = organisation, Agreements = { agreements } };
        var response = await _runner.RunAsync(
            token => _access.SetProvisionAgreementsAsync(request, cancellationToken: token), cancellationToken);
        return response.Agreements;
    }

    /// <summary>
    /// Lets another organisation see restricted figures of the caller's own, earlier vintages included. For its publishers. Repeating
    /// the call is safe.
    /// </summary>
    /// <param name="grantee">The organisation that may see them.</param>
    /// <param name="indicators">Indicators; none for all.</param>
    /// <param name="expiresAt">Until when it holds; left out until it is revoked.</param>
    /// <param name="cancellationToken">Gives up waiting; the grant may be given nevertheless.</param>
    /// <exception cref="StatExchangeException">ORGANISATION_NOT_FOUND, UNKNOWN_CODE or NOT_ALLOWED.</exception>
    public async Task<Grant> GrantAccessAsync(
        string grantee, IEnumerable<string>? indicators = null, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default)
    {
        var request = new GrantAccessRequest { Grantee = grantee, Indicators = { indicators ?? [] }, ExpiresAt = expiresAt?.ToTimestamp() };
        var response = await _runner.RunAsync(token => _access.GrantAccessAsync(request, cancellationToken: token), cancellationToken);
        return response.Grant;
    }

    /// <summary>Ends a grant. For publishers of the organisation that gave it. Repeating the call is safe.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Gives up waiting; it may have ended nevertheless.</param>
    /// <exception cref="StatExchangeException">GRANT_NOT_FOUND or NOT_ALLOWED.</exception>
    public async Task<Grant> RevokeGrantAsync(string grantId, CancellationToken cancellationToken = default)
    {
        var request = new RevokeGrantRequest { GrantId = grantId };
        var response = await _runner.RunAsync(token => _access.RevokeGrantAsync(request, cancellationToken: token), cancellationToken);
        return response.Grant;
    }

    /// <summary>
    /// Grants that the caller's organisation gave or was given, those that ended included, the latest first; administrators see all.
    /// Pages are fetched as they are needed.
    /// </summary>
    public IAsyncEnumerable<Grant> ListGrantsAsync() => Paging.EnumerateAsync(
        (pageToken, cancellationToken) => _runner.RunAsync(
            token => _access.ListGrantsAsync(new ListGrantsRequest { PageToken = pageToken }, cancellationToken: token), cancellationToken),
        page => page.Grants,
        page => page.NextPageToken);
}
