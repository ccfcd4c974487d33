using System.Globalization;
using System.Runtime.CompilerServices;
using StatExchange.V1;

namespace StatExchange.Client;

/// <content>The audit trail.</content>
public sealed partial class StatExchangeClient
{
    /// <summary>
    /// Entries of the audit trail in their order: whole for administrators, for others those about their own organisation, and the
    /// hashes of the rest. A cut connection is taken up again without loss or repetition. <see cref="AuditVerifier"/> proves them.
    /// </summary>
    /// <param name="after">Only entries behind this number; 0 for all.</param>
    /// <param name="watch">Whether to go on with the entries to come; otherwise it ends with those that are there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StatExchangeException">CALLER_UNKNOWN or NOT_ALLOWED, when it is read.</exception>
    public async IAsyncEnumerable<AuditEntry> ReadAuditEntriesAsync(
        long after = 0, bool watch = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stream = new ResumableStream<StreamAuditEntriesResponse>(_runner)
        {
            Call = token => _audit.StreamAuditEntries(
                new StreamAuditEntriesRequest { AfterNumber = NumberOf(token, after), Watch = watch }, cancellationToken: cancellationToken),
            TokenOf = batch => batch.Entries.Count == 0 ? "" : batch.Entries[^1].Number.ToString(CultureInfo.InvariantCulture),
            HasContent = batch => batch.Entries.Count > 0,
        };
        await foreach (var batch in stream.ReadWithoutBeginningAsync(cancellationToken))
        {
            foreach (var entry in batch.Entries)
                yield return entry;
        }
    }

    /// <summary>
    /// The last entry's number and hash, signed. Whoever keeps the signature can prove later that no entry up to it has changed or gone.
    /// </summary>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <exception cref="StatExchangeException">CALLER_UNKNOWN or NOT_ALLOWED.</exception>
    public Task<GetAuditHeadResponse> GetAuditHeadAsync(CancellationToken cancellationToken = default) =>
        _runner.RunAsync(token => _audit.GetAuditHeadAsync(new GetAuditHeadRequest(), cancellationToken: token), cancellationToken);

    private static long NumberOf(string token, long first) =>
        token.Length == 0 ? first : long.Parse(token, CultureInfo.InvariantCulture);
}
