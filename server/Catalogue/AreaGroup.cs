namespace StatExchange.Server.Catalogue;

/// <summary>A group of areas whose membership changes with time.</summary>
/// <param name="Code">The group's own code in CL_AREA.</param>
/// <param name="Members">Memberships; an area that left and came back appears twice.</param>
public sealed record AreaGroup(CodelistCode Code, IReadOnlyList<AreaGroupMember> Members);
