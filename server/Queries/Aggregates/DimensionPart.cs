using StatExchange.Server.Catalogue;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>A code that is put together with others.</summary>
/// <param name="Code">The code.</param>
/// <param name="Memberships">When it is a part; null when it always is.</param>
internal sealed record DimensionPart(CodelistCode Code, IReadOnlyList<AreaGroupMember>? Memberships)
{
    /// <summary>Whether it is a part on a day.</summary>
    public bool IsPartOn(DateOnly day) => Memberships is null || Memberships.Any(member => member.IsMemberOn(day));
}
