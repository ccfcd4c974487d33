using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Reads audit entries that were exported as a JSON array in the JSON mapping of Protobuf, with flat memory.</summary>
public static class AuditFile
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>The entries of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">It is no array of entries, when it is read.</exception>
    public static async IAsyncEnumerable<AuditEntry> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, cancellationToken: cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(elements) is { } entry)
            yield return entry;
    }

    private static async ValueTask<AuditEntry?> NextAsync(IAsyncEnumerator<JsonElement> elements)
    {
        try
        {
            return await elements.MoveNextAsync() ? Parser.Parse<AuditEntry>(elements.Current.GetRawText()) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidProtocolBufferException or FormatException)
        {
            throw new InvalidDataException("This is no file of audit entries, as statx audit list --output json writes them.", exception);
        }
    }
}
