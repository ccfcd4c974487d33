using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Whom a token's subject, or a certificate of a foreign authority, is to stand for.</summary>
public sealed record CredentialRegistration
{
    /// <summary>What it is.</summary>
    public CredentialKind Kind { get; init; } = CredentialKind.Token;

    /// <summary>Whom it names: for tokens "issuer subject", for certificates "authority subject", the subject as RFC 4514 writes it; 1 to 1,000 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The organisation that it will act for.</summary>
    public required string Organisation { get; init; }

    /// <summary>The person or system, for people; 1 to 200 characters.</summary>
    public required string Person { get; init; }

    /// <summary>What it may do; at least one.</summary>
    public required IReadOnlyCollection<Role> Roles { get; init; }

    internal RegisterCredentialRequest ToRequest() => new()
    {
        Kind = Kind,
        Subject = Subject,
        Organisation = Organisation,
        Person = Person,
        Roles = { Roles },
    };
}
