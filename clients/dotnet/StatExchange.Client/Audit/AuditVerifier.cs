using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// Computes the chain of an audit trail anew, from its first entry, and finds the first one that is not as it was written. It believes
/// nothing that entries say of themselves but their content, and needs nothing but the entries: with the head that was kept from
/// an earlier time it also proves that none of the entries up to there was replaced or cut off.
/// </summary>
/// <param name="heads">Heads that were kept, and verified by <see cref="AuditHeadVerifier"/>.</param>
public sealed class AuditVerifier(params IEnumerable<AuditHead> heads)
{
    private readonly List<AuditHead> _heads = [.. heads.Where(head => head.Number > 0).OrderBy(head => head.Number)];
    private byte[] _hash = new byte[SHA256.HashSizeInBytes];

    /// <summary>Number of the last entry that is right; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>Hash of that entry, in lower-case hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(_hash);

    /// <summary>What is wrong; null as long as nothing is.</summary>
    public AuditFault? Fault { get; private set; }

    /// <summary>Verifies entries to the end, or to the first that is wrong.</summary>
    /// <param name="entries">The entries, from the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public async Task<AuditFault?> VerifyAsync(IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (Add(entry) is not null)
                return Fault;
        }

        return Complete();
    }

    /// <summary>Verifies the next entry. After one that is wrong nothing more is verified.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public AuditFault? Add(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if ((Fault ??= FaultOf(entry)) is not null)
            return Fault;
        Number = entry.Number;
        _hash = entry.Hash.ToByteArray();
        return Fault = _heads.Find(head => head.Number == Number && head.Hash != Hash) is { } other
            ? new AuditFault(
                Number,
                AuditFaultKind.AnotherHistory,
                $"Entry {Number} is not the one that was the last at {other.At:yyyy-MM-dd HH:mm:ss'Z'}: the trail was written anew up to there.")
            : null;
    }

    /// <summary>Says that no entry follows.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public AuditFault? Complete() => Fault ??= _heads.Find(head => head.Number > Number) is { } missing
        ? new AuditFault(
            Number + 1,
            AuditFaultKind.CutOff,
            $"The trail ends with entry {Number}, though entry {missing.Number} was there at {missing.At:yyyy-MM-dd HH:mm:ss'Z'}.")
        : null;

    private AuditFault? FaultOf(AuditEntry entry)
    {
        var number = entry.Number;
        if (number <= Number)
            return new AuditFault(number, AuditFaultKind.OutOfOrder, $"Entry {number} comes after entry {Number}.");
        if (number > Number + 1)
        {
            var gap = number == Number + 2 ? $"Entry {Number + 1} is missing" : $"The entries {Number + 1} to {number - 1} are missing";
            return new AuditFault(Number + 1, AuditFaultKind.Missing, $"{gap}.");
        }

        // Without its content only the hashes of an entry can be verified: the caller may not see what it says.
        var content = Encoding.UTF8.GetBytes(entry.Content);
        if (content.Length > 0 && !SHA256.HashData(content).AsSpan().SequenceEqual(entry.ContentHash.Span))
            return new AuditFault(number, AuditFaultKind.ContentChanged, $"Entry {number} does not say what was written: its content does not fit its hash.");
        if (content.Length > 0 && NumberIn(content) != number)
            return new AuditFault(number, AuditFaultKind.ContentChanged, $"Entry {number} has the content of another entry.");
        return SHA256.HashData([.. _hash, .. entry.ContentHash.Span]).AsSpan().SequenceEqual(entry.Hash.Span)
            ? null
            : new AuditFault(number, AuditFaultKind.ChainBroken, $"Entry {number} does not follow entry {Number}: its hash is another.");
    }

    private static long? NumberIn(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("number", out var number)
                && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value)
                ? value
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
