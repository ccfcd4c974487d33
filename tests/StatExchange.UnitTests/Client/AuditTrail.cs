using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.UnitTests.Client;

/// <summary>An audit trail as a server writes it.</summary>
internal static class AuditTrail
{
    public static List<AuditEntry> Of(int entries, string action = "submission.opened")
    {
        var trail = new List<AuditEntry>();
        for (var number = 1; number <= entries; number++)
            trail.Add(Entry(number, action, trail.Count == 0 ? new byte[32] : trail[^1].Hash.ToByteArray()));
        return trail;
    }

    public static AuditEntry Entry(long number, string action, byte[] previous)
    {
        var content =
            $$"""{"action":"{{action}}","at":"2026-01-01T00:00:00Z","number":{{number}},"organisation":"AM.ARMSTAT","person":"Արամ","reason":"","subject":"{{number}}"}""";
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(content));
        return new AuditEntry
        {
            Number = number,
            Content = content,
            ContentHash = ByteString.CopyFrom(digest),
            Hash = ByteString.CopyFrom(SHA256.HashData([.. previous, .. digest])),
        };
    }

    public static AuditHead HeadAt(IReadOnlyList<AuditEntry> trail, int number) =>
        new(number, Convert.ToHexStringLower(trail[number - 1].Hash.Span), SigningAuthority.Start);
}
