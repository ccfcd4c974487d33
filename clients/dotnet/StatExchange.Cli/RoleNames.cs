using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Roles by the names that people give them.</summary>
internal static class RoleNames
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified).Select(Of)];

    /// <summary>The name of a role.</summary>
    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Roles with commas between them.</summary>
    public static string Of(IEnumerable<Role> roles) => string.Join(", ", roles.Select(Of));

    /// <summary>Reads roles with commas, semicolons or blanks between them.</summary>
    /// <exception cref="UsageException">One is no role, or there is none.</exception>
    public static IReadOnlyList<Role> Parse(string text)
    {
        var names = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == 0
            ? throw new UsageException($"Name at least one role: {string.Join(", ", All)}.")
            : [.. names.Select(ParseOne).Distinct()];
    }

    private static Role ParseOne(string name) => All.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? Enum.Parse<Role>(name, ignoreCase: true)
        : throw new UsageException($"'{name}' is no role; the roles are {string.Join(", ", All)}.");
}
