using System.Security.Cryptography;
using System.Text;
using StatExchange.Client.Files;

namespace StatExchange.Cli;

/// <summary>Names a submission by what is submitted, so that the same command finds it again.</summary>
internal static class FileToken
{
    /// <summary>SHA-256 of the organisation, the options that change what is read, and the file's content.</summary>
    public static async Task<string> OfAsync(
        FileInfo file, string organisation, SdmxCsvReaderOptions options, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{organisation}\n{options.Encoding?.WebName}\n{options.CommentLanguage}\n"));
        await using var stream = file.OpenRead();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
            hash.AppendData(buffer.AsSpan(0, read));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
