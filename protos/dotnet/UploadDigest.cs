using System.Buffers;
using System.Security.Cryptography;
using Google.Protobuf;

namespace StatExchange.V1;

/// <summary>What a receipt says was received: both sides calculate it from the batches, and compare.</summary>
public static class UploadDigest
{
    /// <summary>SHA-256 of a batch as it is serialized.</summary>
    public static byte[] Of(UploadBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var size = batch.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            batch.WriteTo(buffer.AsSpan(0, size));
            return SHA256.HashData(buffer.AsSpan(0, size));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Receipt.received_sha256: SHA-256 of the digests of all batches, in the order of their numbers.</summary>
    public static byte[] Of(IEnumerable<byte[]> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var batch in batches)
            hash.AppendData(batch);
        return hash.GetHashAndReset();
    }
}
