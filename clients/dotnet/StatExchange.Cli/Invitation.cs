using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Somebody who is to enrol.</summary>
/// <param name="Organisation">The organisation that they will act for.</param>
/// <param name="Person">The person or system.</param>
/// <param name="Roles">What they may do.</param>
internal sealed record Invitation(string Organisation, string Person, IReadOnlyList<Role> Roles);
