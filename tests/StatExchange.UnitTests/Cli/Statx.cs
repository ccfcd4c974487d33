using System.CommandLine;
using StatExchange.Cli;

namespace StatExchange.UnitTests.Cli;

/// <summary>Runs statx without a process, against an address where nothing listens.</summary>
internal static class Statx
{
    private const string NoServer = "http://127.0.0.1:9";

    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Parse([.. arguments, "--server", NoServer, "--retries", "0"])
            .RunAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    public static ParseResult Parse(params string[] arguments) =>
        StatxCommand.Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
}
