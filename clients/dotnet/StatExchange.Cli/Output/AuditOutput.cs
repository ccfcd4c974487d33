using System.Text.Json;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows the audit trail.</summary>
internal static class AuditOutput
{
    /// <summary>The columns of entries; those of the content are empty when the caller may not see it.</summary>
    public static readonly IReadOnlyList<ListColumn<AuditEntry>> Columns =
    [
        new("number", entry => $"{entry.Number}"),
        new("at", entry => Of(entry, "at")),
        new("organisation", entry => Of(entry, "organisation")),
        new("person", entry => Of(entry, "person")),
        new("action", entry => entry.Content.Length == 0 ? "(not shown)" : Of(entry, "action")),
        new("subject", entry => Of(entry, "subject")),
        new("reason", entry => Of(entry, "reason")),
        new("hash", entry => Convert.ToHexStringLower(entry.Hash.Span)),
    ];

    private static string Of(AuditEntry entry, string name)
    {
        if (entry.Content.Length == 0)
            return "";
        try
        {
            using var content = JsonDocument.Parse(entry.Content);
            return content.RootElement.ValueKind != JsonValueKind.Object || !content.RootElement.TryGetProperty(name, out var value) ? ""
                : value.ValueKind == JsonValueKind.String ? value.GetString()!
                : value.ValueKind == JsonValueKind.Null ? ""
                : value.GetRawText();
        }
        catch (JsonException)
        {
            return "(damaged)";
        }
    }
}
