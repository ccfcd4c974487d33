namespace StatExchange.Client.Files;

/// <summary>Passes over a line of any length with flat memory.</summary>
internal static class LineSkipper
{
    /// <summary>Reads to the end of the line that a stream is at.</summary>
    /// <returns>The first bytes of the line, and its length with the line break.</returns>
    public static async Task<(byte[] Start, long Length)> SkipAsync(Stream stream, int startLength, CancellationToken cancellationToken)
    {
        var start = new MemoryStream();
        var buffer = new byte[16 * 1024];
        long length = 0;
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            var taken = end < 0 ? read : end + 1;
            start.Write(buffer, 0, (int)Math.Min(startLength - start.Length, taken));
            length += taken;
            if (end >= 0)
                break;
        }

        return (TrimLineBreak(start.ToArray()), length);
    }

    private static byte[] TrimLineBreak(byte[] line) => line.AsSpan().TrimEnd("\r\n"u8).ToArray();
}
