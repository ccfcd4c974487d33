namespace StatExchange.Server.Submissions;

/// <summary>A batch after the structural check, ready to be staged.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SeriesCount">Number of pieces it was sent with, whether or not they could be staged.</param>
/// <param name="ObservationCount">Number of observations it was sent with.</param>
/// <param name="Pieces">What can be staged.</param>
/// <param name="Findings">What was found.</param>
internal sealed record CheckedBatch(
    int Number, int SeriesCount, long ObservationCount, IReadOnlyList<StagedPiece> Pieces, IReadOnlyList<FindingRecord> Findings)
{
    /// <summary>Number of observations that it was sent with and that are left out.</summary>
    public long LeftOut { get; init; }

    /// <summary>SHA-256 of the batch as it was received.</summary>
    public byte[] Sha256 { get; init; } = [];

    /// <summary>Whether it came before and is only to be acknowledged once more.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>A batch that came before.</summary>
    public static CheckedBatch Repeated(int number) => new(number, 0, 0, [], []) { IsRepeated = true };
}
