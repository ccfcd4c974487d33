namespace StatExchange.FunctionalTests.Vintages;

/// <summary>What a release made of an observation.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Made">The observation; null when it was deleted.</param>
internal sealed record Version(long ReleaseId, Cell? Made)
{
    /// <summary>Whether it is hidden from others than its provider, because the observation was confidential later on.</summary>
    public bool IsCovered { get; init; }

    /// <summary>Whether others than its provider see that there was a change: not when both versions are hidden.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>What others than its provider see.</summary>
    public Cell? Shown => IsCovered ? Cell.Tombstone : Made;
}
