using StatExchange.Client;

namespace StatExchange.Cli;

/// <summary>What happened to a figure, in words.</summary>
internal static class ChangeText
{
    /// <summary>What an attribute of the series alone is.</summary>
    public const string AttributesOnly = "attributes changed";

    /// <summary>Added, deleted or changed; for what is not to be seen in the values, what it is.</summary>
    public static string Of(ObservationChange change)
    {
        var kind = change.Kind.ToString().ToLowerInvariant();
        if (change is not { Before: { } before, After: { } after } || before.Value != after.Value)
            return kind;
        if (before.Status != after.Status)
            return $"{kind}: status {before.Status} → {after.Status}";
        return before.ConfidentialityStatus != after.ConfidentialityStatus
            ? $"{kind}: confidentiality {before.ConfidentialityStatus} → {after.ConfidentialityStatus}"
            : $"{kind}: comment";
    }
}
