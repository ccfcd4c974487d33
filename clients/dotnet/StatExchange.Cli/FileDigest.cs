using System.Security.Cryptography;

namespace StatExchange.Cli;

/// <summary>What a submission says of its file, and a receipt repeats.</summary>
internal static class FileDigest
{
    /// <summary>SHA-256 of a file, byte by byte, in lower-case hexadecimal.</summary>
    public static async Task<string> OfAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
