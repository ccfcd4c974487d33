using System.Security.Cryptography;

namespace StatExchange.Server.Access.Authority;

/// <summary>What keys are certified for (RFC 5280).</summary>
internal static class Purposes
{
    /// <summary>To be a server.</summary>
    public static Oid ServerAuthentication { get; } = new("1.3.6.1.5.5.7.3.1");

    /// <summary>To be a client.</summary>
    public static Oid ClientAuthentication { get; } = new("1.3.6.1.5.5.7.3.2");
}
