using System.Text;

namespace StatExchange.Client.Files;

/// <summary>A text file, read as UTF-8 whatever its encoding and without its byte order mark.</summary>
internal sealed class SourceFile(string path, Encoding encoding)
{
    private FileStream? _opened;

    /// <summary>The part of the file that the stream opened last has read, 0 to 1.</summary>
    public double FractionRead => _opened is { CanRead: true, Length: > 0 } file ? (double)file.Position / file.Length : 1;

    public static FileStream OpenRead(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.Read,
        Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
    });

    /// <summary>Whether a file is a ZIP archive by its first bytes, as workbooks are.</summary>
    public static async Task<bool> IsZipArchiveAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = OpenRead(path);
        var start = new byte[4];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return start.AsSpan(0, read) is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6];
    }

    /// <summary>Opens the file some bytes of UTF-8 after its beginning.</summary>
    public async Task<Stream> OpenAsync(long offset, CancellationToken cancellationToken)
    {
        var file = _opened = OpenRead(path);
        await SkipByteOrderMarkAsync(file, cancellationToken);
        if (encoding.CodePage == Encoding.UTF8.CodePage)
        {
            file.Seek(offset, SeekOrigin.Current);
            return file;
        }

        var stream = Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8);
        await SkipAsync(stream, offset, cancellationToken);
        return stream;
    }

    private async Task SkipByteOrderMarkAsync(FileStream file, CancellationToken cancellationToken)
    {
        var mark = encoding.GetPreamble();
        var start = new byte[mark.Length];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < mark.Length || !start.AsSpan().SequenceEqual(mark))
            file.Position = 0;
    }

    private static async Task SkipAsync(Stream stream, long count, CancellationToken cancellationToken)
    {
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
