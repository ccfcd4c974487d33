using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Database.Restricted;

/// <summary>A series of a table that is to be protected, with its true figures.</summary>
/// <param name="SeriesId">Its id.</param>
/// <param name="Key">Ids of its codes, in the order of the dimensions.</param>
/// <param name="Next">The figures as the release under way leaves them.</param>
/// <param name="Vintages">What each release truly made of it, that under way included, the earliest first.</param>
/// <param name="ShownVintages">What the public was shown of it before the release under way; null when that was all of it.</param>
internal sealed record ProtectedSeries(
    long SeriesId, IReadOnlyList<int> Key, SeriesColumns Next, IReadOnlyList<VintageColumns> Vintages, IReadOnlyList<VintageColumns>? ShownVintages);
