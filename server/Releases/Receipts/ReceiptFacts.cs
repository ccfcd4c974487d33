namespace StatExchange.Server.Releases.Receipts;

/// <summary>What a receipt says of a submission that was published.</summary>
internal sealed record ReceiptFacts
{
    /// <summary>What it was made from.</summary>
    public string SourceName { get; init; } = string.Empty;

    /// <summary>Digest of that, as the client stated it.</summary>
    public string ContentDigest { get; init; } = string.Empty;

    /// <summary>Number of batches received.</summary>
    public int LastBatch { get; init; }

    /// <summary>Number of observations received.</summary>
    public long Observations { get; init; }

    /// <summary>Observations that were left out for their errors.</summary>
    public long LeftOut { get; init; }

    /// <summary>SHA-256 of what was received; null when it came before there were receipts.</summary>
    public byte[]? ReceivedSha256 { get; init; }
}
