namespace StatExchange.Server.Access.Enrolments;

/// <summary>What a code is good for, and what became of it.</summary>
internal sealed record EnrolmentRecord
{
    /// <summary>SHA-256 of the code.</summary>
    public byte[] CodeHash { get; init; } = [];

    /// <summary>The organisation that the certificate will act for.</summary>
    public string Organisation { get; init; } = string.Empty;

    /// <summary>The person or system.</summary>
    public string Person { get; init; } = string.Empty;

    /// <summary>What it may do, by name.</summary>
    public string[] Roles { get; init; } = [];

    /// <summary>Until when the code is good.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>SHA-256 of the request that it was used for; null while it was not.</summary>
    public byte[]? RequestHash { get; init; }

    /// <summary>The credential that was made; null while there is none.</summary>
    public Guid? CredentialId { get; init; }

    /// <summary>The certificate that was issued; null while there is none.</summary>
    public byte[]? Certificate { get; init; }
}
