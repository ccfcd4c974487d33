using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Access;

/// <summary>Checks fields that several requests have.</summary>
internal static class AccessRequests
{
    private const int MaxTextLength = 1000;

    /// <summary>The name of a person or system.</summary>
    /// <exception cref="ExchangeException">It is none.</exception>
    public static string Person(string person) => person.Trim().Length > 0 && PersonName.IsValid(person)
        ? person.Trim()
        : throw ExchangeException.InvalidField("person", PersonName.Requirement);

    /// <summary>Roles, at least one.</summary>
    /// <exception cref="ExchangeException">There is none, or one that is none.</exception>
    public static IReadOnlyList<Role> Roles(IReadOnlyCollection<Role> roles)
    {
        if (roles.Count == 0)
            throw ExchangeException.InvalidField("roles", "it needs at least one");
        return roles.All(role => role != Role.Unspecified && Enum.IsDefined(role))
            ? [.. roles.Distinct().Order()]
            : throw ExchangeException.InvalidField("roles", "one of them is none");
    }

    /// <summary>A text that has to be given.</summary>
    /// <exception cref="ExchangeException">It is not.</exception>
    public static string Text(string text, string field) => text.Trim().Length is > 0 and <= MaxTextLength && !text.Any(char.IsControl)
        ? text.Trim()
        : throw ExchangeException.InvalidField(field, $"it needs 1 to {MaxTextLength} characters, none of them a control character");
}
