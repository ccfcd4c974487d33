using System.CommandLine;

namespace StatExchange.Cli;

/// <summary>How statx is run: where it writes, and variables that count instead of the environment's.</summary>
internal sealed class StatxInvocation : InvocationConfiguration
{
    /// <summary>Variables of this run alone.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A variable of a run; null when it is not set, or empty.</summary>
    public static string? Variable(InvocationConfiguration run, string name)
    {
        var value = run is StatxInvocation own && own.Variables.TryGetValue(name, out var text) ? text : Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
