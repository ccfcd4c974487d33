namespace StatExchange.Server.Access.Credentials;

/// <summary>What is known of a subject.</summary>
/// <param name="Standing">Its credential that stands; null when there is none.</param>
/// <param name="RevokedAt">When one of its credentials was revoked last; null when none ever was.</param>
internal sealed record CredentialHistory(CredentialRecord? Standing, DateTimeOffset? RevokedAt);
