using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StatExchange.Server.Access.Enrolments;

/// <summary>Codes that are handed to people, and kept only as what they hash to.</summary>
internal static class EnrolmentCode
{
    // Nobody guesses it, so that a plain hash keeps it.
    private const int Bytes = 24;

    /// <summary>A new code.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of a code.</summary>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim()));
}
