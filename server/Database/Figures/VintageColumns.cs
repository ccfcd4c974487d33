namespace StatExchange.Server.Database.Figures;

/// <summary>What one release made of one series.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Made">The observations that it added or changed, as it made them, with its attributes.</param>
/// <param name="ReplacedBy">For each of them the release that replaced it; 0 while it stands.</param>
/// <param name="Deleted">The periods whose observations it deleted, ascending.</param>
internal sealed record VintageColumns(long ReleaseId, SeriesColumns Made, long[] ReplacedBy, int[] Deleted)
{
    /// <summary>The part of some periods.</summary>
    public VintageColumns Within(IReadOnlySet<int> periods)
    {
        int[] positions = [.. Enumerable.Range(0, Made.Count).Where(position => periods.Contains(Made.Periods[position]))];
        return this with
        {
            Made = Made.At(positions),
            ReplacedBy = [.. positions.Select(position => ReplacedBy[position])],
            Deleted = [.. Deleted.Where(periods.Contains)],
        };
    }
}
