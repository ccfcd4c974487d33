using System.CommandLine;
using StatExchange.Cli;

namespace StatExchange.UnitTests.Cli;

/// <summary>Runs statx without a process, against an address where nothing listens.</summary>
internal static class Statx
{
    public const string NoServer = "http://127.0.0.1:9";

    // Not the profiles of whoever runs the tests.
    private static readonly string NoHome = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");

    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        RunAtAsync(NoHome, [.. arguments, "--server", NoServer]);

    /// <summary>Runs it with the profiles of a folder.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAtAsync(string home, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var run = new StatxInvocation
        {
            Output = output,
            Error = error,
            Variables = new Dictionary<string, string>(StringComparer.Ordinal) { [StatxHome.Variable] = home },
        };
        var code = await Parse([.. arguments, "--retries", "0"]).RunAsync(run);
        return (code, output.ToString(), error.ToString());
    }

    public static ParseResult Parse(params string[] arguments) =>
        StatxCommand.Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
}
