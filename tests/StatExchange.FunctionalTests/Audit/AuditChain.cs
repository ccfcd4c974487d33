using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Audit;

/// <summary>Reads the audit trail as a client does, and computes its hashes anew.</summary>
internal static class AuditChain
{
    private const int HashBytes = 32;

    /// <summary>All entries behind a number.</summary>
    public static async Task<List<AuditEntry>> ReadAsync(this AuditService.AuditServiceClient audit, long after = 0)
    {
        using var call = audit.StreamAuditEntries(new StreamAuditEntriesRequest { AfterNumber = after }, cancellationToken: TestContext.Current.CancellationToken);
        return await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).SelectMany(message => message.Entries).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>"SUBMISSION_OPEN SUBMISSION_RECEIVED": what was done, as far as it is shown.</summary>
    public static string Actions(IEnumerable<AuditEntry> entries) =>
        string.Join(' ', entries.Where(entry => entry.Content.Length > 0).Select(entry => Content(entry).GetProperty("action").GetString()));

    /// <summary>What an entry says.</summary>
    public static JsonElement Content(AuditEntry entry) => JsonDocument.Parse(entry.Content).RootElement;

    /// <summary>What is wrong with a chain from its beginning on; null when nothing is.</summary>
    public static string? Fault(IReadOnlyList<AuditEntry> entries)
    {
        var (previous, number) = (new byte[HashBytes], 0L);
        foreach (var entry in entries)
        {
            if (entry.Number != ++number)
                return $"{number} is missing";
            if (entry.Content.Length > 0 && !SHA256.HashData(Encoding.UTF8.GetBytes(entry.Content)).AsSpan().SequenceEqual(entry.ContentHash.Span))
                return $"{number} has another content";
            if (entry.Content.Length > 0 && (Content(entry).GetProperty("number").GetInt64() != number || Canonical(Content(entry)) != entry.Content))
                return $"{number} is not canonical, or another's";
            previous = SHA256.HashData([.. previous, .. entry.ContentHash.Span]);
            if (!previous.AsSpan().SequenceEqual(entry.Hash.Span))
                return $"{number} has another hash";
        }

        return null;
    }

    /// <summary>JSON as RFC 8785 writes it, with whole numbers only.</summary>
    public static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"{Quoted(member.Name)}:{Canonical(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.String => Quoted(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\b' => quoted.Append("\\b"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\f' => quoted.Append("\\f"),
                '\r' => quoted.Append("\\r"),
                < ' ' => quoted.Append($"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }
}
