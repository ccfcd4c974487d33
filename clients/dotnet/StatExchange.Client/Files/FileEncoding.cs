using System.Text;

namespace StatExchange.Client.Files;

/// <summary>Finds the encoding of a file that does not say it.</summary>
internal static class FileEncoding
{
    private const int Windows1251 = 1251;
    private const int BufferSize = 64 * 1024;

    /// <summary>The encoding of a file by its byte order mark, else by whether all of it is valid UTF-8.</summary>
    /// <exception cref="FileFormatException">The file is compressed and damaged.</exception>
    public static async Task<Encoding> DetectAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(path, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new FileFormatException($"The file is compressed and damaged: {exception.Message}", column: "", "a whole file");
        }
    }

    private static async Task<Encoding> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = await SourceFile.OpenContentAsync(path, cancellationToken);
        var buffer = new byte[BufferSize];
        var characters = new char[BufferSize + 1];
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var isStart = true;
        int read;
        do
        {
            read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (isStart && OfByteOrderMark(buffer.AsSpan(0, read)) is { } marked)
                return marked;
            isStart = false;
            if (!TryDecode(decoder, buffer.AsSpan(0, read), characters, isEnd: read < buffer.Length))
                return CodePagesEncodingProvider.Instance.GetEncoding(Windows1251)!;
        }
        while (read == buffer.Length);
        return Encoding.UTF8;
    }

    private static Encoding? OfByteOrderMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static bool TryDecode(Decoder decoder, ReadOnlySpan<byte> bytes, Span<char> characters, bool isEnd)
    {
        try
        {
            decoder.GetChars(bytes, characters, isEnd);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
