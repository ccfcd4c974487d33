using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>A filter on a dimension, coded.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Ids">Ids of the codes that are taken as they are, whatever the period.</param>
/// <param name="MemberIds">Ids of the areas that are taken while they are members of the named groups.</param>
internal sealed record CodedFilter(Dimension Dimension, IReadOnlySet<int> Ids, IReadOnlySet<int> MemberIds)
{
    /// <summary>All ids that can match.</summary>
    public int[] AllIds => [.. Ids.Union(MemberIds)];
}
