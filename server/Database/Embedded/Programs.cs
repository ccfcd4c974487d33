using CliWrap;
using CliWrap.Buffered;

namespace StatExchange.Server.Database.Embedded;

/// <summary>Runs the programs of the system and of PostgreSQL.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end. A failing exit code is an answer here, not an exception.</summary>
    public static async Task<BufferedCommandResult> RunAsync(Command command, CancellationToken cancellation)
    {
        // Messages are matched and shown: always in English, whatever the operator's language.
        var environment = new Dictionary<string, string?>(command.EnvironmentVariables, StringComparer.Ordinal) { ["LC_ALL"] = "C" };
        return await command
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation);
    }

    /// <summary>The full path of a program in PATH, or null when it is not there.</summary>
    public static string? Find(string name) =>
        SearchPath().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The folders of PATH, in order.</summary>
    public static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted);

    /// <summary>The end of what a program said, for a message to an operator.</summary>
    public static string Tail(string text, int lines = 15) =>
        string.Join(Environment.NewLine, text.TrimEnd().Split('\n').TakeLast(lines));

    /// <summary>The end of what a program said on both its outputs.</summary>
    public static string Tail(BufferedCommandResult result) => Tail($"{result.StandardOutput}\n{result.StandardError}");
}
