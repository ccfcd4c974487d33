using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Roles as tokens, messages and tables write them: SUBMITTER.</summary>
internal static class RoleNames
{
    private static readonly Dictionary<string, Role> ByName = Enum.GetValues<Role>().Where(role => role != Role.Unspecified)
        .ToDictionary(role => role.ToString().ToUpperInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>How a role is written.</summary>
    public static string Of(Role role) => role.ToString().ToUpperInvariant();

    /// <summary>The roles that some names are of, each once; names of no role are left out.</summary>
    public static IReadOnlyList<Role> Read(IEnumerable<string> names) =>
        [.. names.Where(ByName.ContainsKey).Select(name => ByName[name]).Distinct().Order()];
}
