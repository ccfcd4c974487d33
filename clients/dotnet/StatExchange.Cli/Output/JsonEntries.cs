using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StatExchange.Cli;

/// <summary>Formats the entries of a long document one by one, each on a line, with a buffer they share.</summary>
internal sealed class JsonEntries
{
    // Not for HTML: names in Russian stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>An entry as text.</summary>
    public string Format(Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
            write(json);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
