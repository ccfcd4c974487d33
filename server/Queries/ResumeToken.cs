using System.Buffers.Binary;
using Google.Protobuf;
using StatExchange.Server.Database;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>Where a stream stopped: the release it answers from, and the last series it sent.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="RefArea">Address of the last series, first part.</param>
/// <param name="SeriesId">Address of the last series, second part.</param>
/// <param name="FromReleaseId">The release that changes are counted from; 0 when none are asked for.</param>
internal sealed record ResumeToken(long ReleaseId, int RefArea, long SeriesId, long FromReleaseId = 0)
{
    private const int RefAreaAt = sizeof(long);
    private const int SeriesIdAt = RefAreaAt + sizeof(int);
    private const int FromReleaseIdAt = SeriesIdAt + sizeof(long);
    private const int Bytes = FromReleaseIdAt + sizeof(long);

    /// <summary>The token as clients hold it, bound to their selection.</summary>
    public string Write(Selection selection, TokenSeal seal)
    {
        Span<byte> content = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(content, ReleaseId);
        BinaryPrimitives.WriteInt32BigEndian(content[RefAreaAt..], RefArea);
        BinaryPrimitives.WriteInt64BigEndian(content[SeriesIdAt..], SeriesId);
        BinaryPrimitives.WriteInt64BigEndian(content[FromReleaseIdAt..], FromReleaseId);
        return seal.Seal(content, selection.ToByteArray());
    }

    /// <summary>Reads a token.</summary>
    /// <exception cref="ExchangeException">It is damaged, or of another selection.</exception>
    public static ResumeToken Read(string token, Selection selection, TokenSeal seal) =>
        seal.Open(token, selection.ToByteArray()) is { Length: Bytes } content
            ? new ResumeToken(
                BinaryPrimitives.ReadInt64BigEndian(content),
                BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(RefAreaAt)),
                BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(SeriesIdAt)),
                BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(FromReleaseIdAt)))
            : throw Invalid();

    /// <summary>The refusal of a token that cannot be gone on from.</summary>
    public static ExchangeException Invalid() => new(
        ErrorReason.ResumeTokenInvalid, "The resume token is damaged or belongs to another selection. Ask again without it.");
}
