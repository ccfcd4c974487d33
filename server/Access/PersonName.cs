namespace StatExchange.Server.Access;

/// <summary>What people and systems may be called.</summary>
internal static class PersonName
{
    /// <summary>What a name has to be, for people.</summary>
    public const string Requirement = "it needs a person's name of at most 200 characters, none of them a control character.";

    private const int MaxLength = 200;

    /// <summary>Whether a name can be one; an empty one is nobody's in particular.</summary>
    public static bool IsValid(string name) => name.Length <= MaxLength && !name.Any(char.IsControl);
}
