using System.Security.Cryptography;
using System.Text;

namespace StatExchange.Server.Access.Enrolments;

/// <summary>Codes that are handed to people, and kept only as what they hash to.</summary>
internal static class EnrolmentCode
{
    // Nobody guesses it, so that a plain hash keeps it.
    private const int Bytes = 24;

    /// <summary>A new code: letters and digits only, which no command line takes for an option and no spreadsheet for a formula.</summary>
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of a code.</summary>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim()));
}
