using System.IO.Compression;
using System.Text;

namespace StatExchange.Client.Files;

/// <summary>A text file, compressed with gzip or not, read as UTF-8 whatever its encoding and without its byte order mark.</summary>
internal sealed class SourceFile(string path, Encoding encoding)
{
    private FileStream? _opened;
    private int? _markLength;

    /// <summary>The part of the file that the stream opened last has read, 0 to 1.</summary>
    public double FractionRead => _opened is { CanRead: true, Length: > 0 } file ? (double)file.Position / file.Length : 1;

    /// <summary>Opens the content of a file.</summary>
    public static async Task<Stream> OpenContentAsync(string path, CancellationToken cancellationToken) =>
        (await OpenAsync(path, cancellationToken)).Content;

    /// <summary>Whether a file is a ZIP archive by its first bytes, as workbooks are.</summary>
    public static async Task<bool> IsZipArchiveAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = OpenRead(path);
        return await ReadStartAsync(file, 4, cancellationToken) is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6];
    }

    /// <summary>Opens the file some bytes of UTF-8 after its beginning.</summary>
    public async Task<Stream> OpenAsync(long offset, CancellationToken cancellationToken)
    {
        _markLength ??= await MeasureMarkAsync(cancellationToken);
        (_opened, var content) = await OpenAsync(path, cancellationToken);
        if (encoding.CodePage == Encoding.UTF8.CodePage)
        {
            await SkipAsync(content, _markLength.Value + offset, cancellationToken);
            return content;
        }

        await SkipAsync(content, _markLength.Value, cancellationToken);
        var stream = Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8);
        await SkipAsync(stream, offset, cancellationToken);
        return stream;
    }

    /// <summary>Opens a file, to be read from its beginning to its end.</summary>
    public static FileStream OpenRead(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.Read,
        Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
    });

    private static async Task<(FileStream File, Stream Content)> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var file = OpenRead(path);
        var isCompressed = await ReadStartAsync(file, 3, cancellationToken) is [0x1F, 0x8B, 8];
        file.Position = 0;
        return (file, isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    private static async Task<byte[]> ReadStartAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var start = new byte[length];
        var read = await stream.ReadAtLeastAsync(start, length, throwOnEndOfStream: false, cancellationToken);
        return start[..read];
    }

    private async Task<int> MeasureMarkAsync(CancellationToken cancellationToken)
    {
        var mark = encoding.GetPreamble();
        await using var content = await OpenContentAsync(path, cancellationToken);
        var start = await ReadStartAsync(content, mark.Length, cancellationToken);
        return start.AsSpan().SequenceEqual(mark) ? mark.Length : 0;
    }

    private static async Task SkipAsync(Stream stream, long count, CancellationToken cancellationToken)
    {
        if (stream.CanSeek)
        {
            stream.Seek(count, SeekOrigin.Current);
            return;
        }

        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)), cancellationToken);
            if (read == 0)
                return;
            count -= read;
        }
    }
}
