using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Queries;

/// <summary>A series with what releases replaced in it.</summary>
/// <param name="Current">The series as known now.</param>
/// <param name="FirstReleaseId">The release that it began with.</param>
/// <param name="Replaced">What each release replaced, the latest first.</param>
internal sealed record SeriesHistoryRecord(SeriesRecord Current, long FirstReleaseId, IReadOnlyList<ReplacedColumns> Replaced)
{
    /// <summary>Every vintage up to a release, the earliest first.</summary>
    public IReadOnlyList<VintageColumns> VintagesAt(long releaseId) => SeriesVintages.Of(Current.Columns, FirstReleaseId, Replaced, releaseId);

    /// <summary>The figures as known at a release; null before the series began.</summary>
    public SeriesColumns? At(long releaseId) => FirstReleaseId > releaseId
        ? null
        : SeriesUndo.Undo(Current.Columns, [.. Replaced.TakeWhile(entry => entry.ReleaseId > releaseId)]);
}
