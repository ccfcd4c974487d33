using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Confidentiality;

/// <summary>A series of a table whose hidden figures are to be protected.</summary>
/// <param name="Key">Ids of its codes, in the order of the dimensions.</param>
/// <param name="Vintages">What each release truly made of it, that under way included, the earliest first.</param>
/// <param name="PublicVintages">What the public was shown of it before the release under way; null when that was all of it.</param>
internal sealed record TableSeries(
    IReadOnlyList<int> Key, IReadOnlyList<VintageColumns> Vintages, IReadOnlyList<VintageColumns>? PublicVintages);
