using System.Buffers.Text;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Access.Signing;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Releases.Receipts;

/// <summary>Makes the receipt of a release, once.</summary>
internal sealed class ReceiptMaker(ReceiptsStore store, ServerSigner signer)
{
    private const int ReleasesAtOnce = 100;

    /// <summary>The receipt of a release, made now unless it was before.</summary>
    /// <returns>What it says, and the JSON Web Signature of that.</returns>
    public async Task<(Receipt Receipt, string Signature)> GetAsync(ReleaseRecord release, CancellationToken cancellationToken)
    {
        var signature = await store.FindAsync(release.ReleaseId, cancellationToken) ?? await MakeAsync(release, cancellationToken);
        return (Read(signature), signature);
    }

    /// <summary>Makes all receipts that are missing, of an organisation or of all.</summary>
    public async Task MakeMissingAsync(string? organisation, CancellationToken cancellationToken)
    {
        while (await store.ListMissingAsync(organisation, ReleasesAtOnce, cancellationToken) is { Count: > 0 } missing)
        {
            foreach (var release in missing)
                await MakeAsync(release, cancellationToken);
        }
    }

    private async Task<string> MakeAsync(ReleaseRecord release, CancellationToken cancellationToken)
    {
        using var published = new PublishedDigest();
        await foreach (var (codes, vintage) in store.ReadMadeAsync(release.ReleaseId, release.Organisation, cancellationToken))
            published.Add(codes, vintage);
        var received = await store.FactsAsync(release.ReleaseId, cancellationToken);
        var receipt = new Receipt
        {
            ReleaseId = release.ReleaseId,
            Kind = release.Kind,
            PublishedAt = release.PublishedAt.ToTimestamp(),
            Organisation = release.Organisation,
            SubmissionId = release.SubmissionId?.ToString() ?? string.Empty,
            SourceName = received.SourceName,
            ContentDigest = received.ContentDigest,
            ReceivedBatches = received.LastBatch,
            ReceivedObservations = received.Observations,
            ReceivedSha256 = ByteString.CopyFrom(received.ReceivedSha256 ?? []),
            ObservationsLeftOut = received.LeftOut,
            ObservationsAdded = release.ObservationsAdded,
            ObservationsChanged = release.ObservationsChanged,
            ObservationsDeleted = release.ObservationsDeleted,
            PublishedSha256 = ByteString.CopyFrom(published.Finish()),
        };
        return await store.KeepAsync(release.ReleaseId, signer.Sign(JsonFormatter.Default.Format(receipt)), cancellationToken);
    }

    private static Receipt Read(string signature) =>
        JsonParser.Default.Parse<Receipt>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(signature.Split('.')[1])));
}
