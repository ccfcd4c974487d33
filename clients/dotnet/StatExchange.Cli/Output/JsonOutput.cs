using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;

namespace StatExchange.Cli;

/// <summary>
/// Writes messages as the canonical JSON of the contract: field names in camelCase, all fields there, 64-bit integers as strings,
/// enums by their names.
/// </summary>
internal static class JsonOutput
{
    /// <summary>For what is no message of the contract. Not for HTML: texts in Russian stay readable.</summary>
    public static readonly JsonSerializerOptions Objects = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static Task WriteAsync(TextWriter writer, IMessage message) => writer.WriteLineAsync(Formatter.Format(message));

    /// <summary>Writes an array, an entry a line, as its entries come.</summary>
    public static async Task WriteAsync<T>(TextWriter writer, IAsyncEnumerable<T> messages, CancellationToken cancellationToken)
        where T : IMessage
    {
        await writer.WriteAsync('[');
        var separator = "\n";
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(Formatter.Format(message));
            separator = ",\n";
        }

        await writer.WriteLineAsync("\n]");
    }

    /// <summary>A message within another document.</summary>
    public static string Format(IMessage message) => Formatter.Format(message);
}
