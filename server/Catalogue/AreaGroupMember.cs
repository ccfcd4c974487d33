namespace StatExchange.Server.Catalogue;

/// <summary>One area's membership of a group.</summary>
/// <param name="Area">The member's code in CL_AREA.</param>
/// <param name="ValidFrom">First day of membership; null when unbounded.</param>
/// <param name="ValidTo">Last day of membership; null while it continues.</param>
public sealed record AreaGroupMember(CodelistCode Area, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>Whether the area is a member on a day.</summary>
    public bool IsMemberOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);
}
