using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StatExchange.Client;
using StatExchange.Client.Files;

namespace StatExchange.Cli;

/// <summary>Names a submission by what is submitted, so that the same command finds it again.</summary>
internal static class FileToken
{
    /// <summary>SHA-256 of the organisation, the options that change what is read or checked, and the file's content.</summary>
    public static async Task<string> OfAsync(
        FileInfo file, SubmissionOpening opening, SeriesFileOptions options, CancellationToken cancellationToken)
    {
        string?[] parts =
        [
            opening.Organisation, options.Encoding?.WebName, options.CommentLanguage, opening.MappingId,
            opening.MappingVersion.ToString(CultureInfo.InvariantCulture), opening.ErrorHandling.ToString(), opening.IsDryRun.ToString(),
            opening.Profile, opening.ReportingPeriod, .. opening.ReplacesSubmissionId.Length > 0 ? [opening.ReplacesSubmissionId] : Array.Empty<string>(),
        ];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => part + "\n"))));
        await using var stream = file.OpenRead();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
            hash.AppendData(buffer.AsSpan(0, read));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
