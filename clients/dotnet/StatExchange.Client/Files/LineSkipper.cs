namespace StatExchange.Client.Files;

/// <summary>Passes over a line of any length with flat memory.</summary>
internal static class LineSkipper
{
    /// <summary>Reads to the end of the line that a stream is at.</summary>
    /// <returns>The first bytes of the line, its length with the line break, and the length of its longest cell.</returns>
    public static async Task<(byte[] Start, long Length, long LongestCell)> SkipAsync(
        Stream stream, char separator, int startLength, CancellationToken cancellationToken)
    {
        var start = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var (length, cell, longest) = (0L, 0L, 0L);
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            var taken = end < 0 ? read : end + 1;
            start.Write(buffer, 0, (int)Math.Min(startLength - start.Length, taken));
            length += taken;
            MeasureCells(buffer.AsSpan(0, taken), (byte)separator, ref cell, ref longest);
            if (end >= 0)
                break;
        }

        return (TrimLineBreak(start.ToArray()), length, longest);
    }

    private static void MeasureCells(ReadOnlySpan<byte> text, byte separator, ref long cell, ref long longest)
    {
        while (text.IndexOf(separator) is var end and >= 0)
        {
            longest = Math.Max(longest, cell + end);
            cell = 0;
            text = text[(end + 1)..];
        }

        cell += text.Length;
        longest = Math.Max(longest, cell);
    }

    private static byte[] TrimLineBreak(byte[] line) => line.AsSpan().TrimEnd("\r\n"u8).ToArray();
}
