using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Names by language, with English where a language has none.</summary>
internal static class Names
{
    private const string Fallback = "en";

    public static string In(this IReadOnlyDictionary<string, string>? texts, string language) =>
        texts is null ? ""
        : texts.TryGetValue(language, out var text) || texts.TryGetValue(Fallback, out text) ? text
        : texts.Values.FirstOrDefault() ?? "";

    public static string In(this Google.Protobuf.Collections.MapField<string, string> texts, string language) =>
        texts.TryGetValue(language, out var text) || texts.TryGetValue(Fallback, out text) ? text : texts.Values.FirstOrDefault() ?? "";

    /// <summary>The name of an enum's value without its prefix: Refused.</summary>
    public static string Of(SubmissionState state) => state.ToString().ToUpperInvariant();

    /// <summary>What can be done with a submission, as people read it: cancel embargo.</summary>
    public static string Of(SubmissionAction action) => string.Concat(
        action.ToString().Select((letter, position) => char.IsUpper(letter) && position > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>The names of the codes of a codelist; empty when the catalogue has not got it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfCodesAsync(
        StatExchangeClient client, string codelist, string language, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListCodesAsync(codelist)
                .ToDictionaryAsync(code => code.Code_, code => code.Names.In(language), StringComparer.Ordinal, cancellationToken);
        }
        catch (StatExchangeException exception) when (exception.Reason == ErrorReason.CodelistNotFound)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }
}
