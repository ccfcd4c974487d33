using System.Text.RegularExpressions;

namespace StatExchange.V1;

/// <summary>The regular expressions of a <see cref="StructureMap"/>, which clients and the service read alike.</summary>
public static class MappingPattern
{
    /// <summary>The group of a pattern of headers that is the period.</summary>
    public const string PeriodGroup = "period";

    /// <summary>An expression that matches texts whole. It takes time in proportion to the text, whoever wrote it.</summary>
    /// <param name="pattern">The expression.</param>
    /// <exception cref="FormatException">It is no regular expression, or one with lookarounds or references back.</exception>
    public static Regex Create(string pattern)
    {
        try
        {
            // By itself first: what closes a group that it did not open would match less than the whole.
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{pattern}' is no regular expression that can be used: {exception.Message}", exception);
        }
    }
}
