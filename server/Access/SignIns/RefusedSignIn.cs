namespace StatExchange.Server.Access.SignIns;

/// <summary>What refused credentials have in common that are counted together.</summary>
/// <param name="Credential">What was brought: token or certificate.</param>
/// <param name="Why">Why it was refused.</param>
/// <param name="From">Where it came from.</param>
internal readonly record struct RefusedSignIn(string Credential, string Why, string From)
{
    /// <summary>All others, when there are too many to tell apart.</summary>
    public static RefusedSignIn Other { get; } = new("any", "any", "any");
}
