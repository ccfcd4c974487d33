using StatExchange.V1;

namespace StatExchange.Client;

/// <content>Proof of delivery.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>
    /// The receipt of a release of the caller's organisation: what was received and what was published of it, signed by the server. It is
    /// the same for good. <see cref="ReceiptVerifier"/> proves its signature offline.
    /// </summary>
    /// <param name="releaseId">The release.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">RELEASE_NOT_FOUND; NOT_ALLOWED when it is another organisation's.</exception>
    public Task<GetReceiptResponse> GetReceiptAsync(long releaseId, CancellationToken cancellationToken = default) => _runner.RunAsync(
        token => _releases.GetReceiptAsync(new GetReceiptRequest { ReleaseId = releaseId }, cancellationToken: token), cancellationToken);
}
