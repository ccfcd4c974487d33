using StatExchange.V1;

namespace StatExchange.FunctionalTests.Access;

/// <summary>What an operation answers callers, each in a word of server/Access/README.md.</summary>
/// <param name="Roles">Callers of each role, about their own organisation.</param>
/// <param name="Foreign">Those who have a role that is allowed, about a foreign one.</param>
/// <param name="ForeignToAdministrators">Administrators, about a foreign one.</param>
/// <param name="Anonymous">Anonymous callers.</param>
internal sealed record AccessRow(IReadOnlyDictionary<Role, string> Roles, string Foreign, string ForeignToAdministrators, string Anonymous)
{
    /// <summary>What a caller of a role is told of a foreign organisation's things.</summary>
    public string OfForeign(Role role) => Roles[role] == "role" ? "role" : role == Role.Administrator ? ForeignToAdministrators : Foreign;
}
