using System.Buffers.Binary;
using StatExchange.Server.Database;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>Where a stream stopped whose order is that of keys.</summary>
/// <param name="ReleaseId">The release it answers from.</param>
/// <param name="Key">Ids of the last key it sent; empty before the first.</param>
internal sealed record KeyToken(long ReleaseId, int[] Key)
{
    private const int HeadLength = 2 * sizeof(long);

    /// <summary>The instant that the answer is as of; null when none was asked about.</summary>
    public DateTime? Instant { get; init; }

    /// <summary>The token as clients hold it.</summary>
    /// <param name="bound">What it is good for: all of the request that decides what is answered, but as of when.</param>
    /// <param name="seal">Seals it.</param>
    public string Write(byte[] bound, TokenSeal seal)
    {
        var content = new byte[HeadLength + (Key.Length * sizeof(int))];
        BinaryPrimitives.WriteInt64BigEndian(content, ReleaseId);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(sizeof(long)), Instant?.Ticks ?? 0);
        for (var i = 0; i < Key.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(HeadLength + (i * sizeof(int))), Key[i]);
        return seal.Seal(content, bound);
    }

    /// <summary>Reads a token; null when there is none.</summary>
    /// <exception cref="Errors.ExchangeException">It is damaged, or of another request.</exception>
    public static KeyToken? Read(string token, byte[] bound, int keyLength, TokenSeal seal)
    {
        if (token.Length == 0)
            return null;
        var content = seal.Open(token, bound);
        if (content is null || (content.Length != HeadLength && content.Length != HeadLength + (keyLength * sizeof(int))))
            throw ResumeToken.Invalid();
        var key = new int[(content.Length - HeadLength) / sizeof(int)];
        for (var i = 0; i < key.Length; i++)
            key[i] = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(HeadLength + (i * sizeof(int))));
        var ticks = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(sizeof(long)));
        return new KeyToken(BinaryPrimitives.ReadInt64BigEndian(content), key) { Instant = ticks == 0 ? null : new DateTime(ticks, DateTimeKind.Utc) };
    }
}
