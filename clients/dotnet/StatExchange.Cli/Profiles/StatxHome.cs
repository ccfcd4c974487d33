using System.CommandLine;

namespace StatExchange.Cli;

/// <summary>Where statx keeps its profiles.</summary>
internal static class StatxHome
{
    public const string Variable = "STATX_HOME";

    private const string ConfigurationVariable = "XDG_CONFIG_HOME";

    /// <summary>The folder: the one of the environment, else in that of the user's configuration.</summary>
    public static string Of(InvocationConfiguration run) =>
        StatxInvocation.Variable(run, Variable)
        ?? Path.Combine(
            StatxInvocation.Variable(run, ConfigurationVariable)
                ?? (OperatingSystem.IsWindows()
                    ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData)
                    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config")),
            "statx");
}
