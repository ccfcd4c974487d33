using System.CommandLine;
using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>Runs statx against a server, in a folder of its own.</summary>
/// <param name="server">The server.</param>
/// <param name="remembers">Whether commands on a submission act for the organisation that was named last, as its environment variable would have it.</param>
internal sealed class Statx(ServerUnderTest server, bool remembers = false) : IDisposable
{
    private static readonly string[] OnSubmissions =
        ["show", "preview", "approve", "publish", "embargo", "withdraw", "justify", "report", "findings", "submissions", "withdraw-release"];

    private string? _organisation;

    private readonly string _folder = Directory.CreateTempSubdirectory("statx-tests-").FullName;

    /// <summary>The path of a file that is not there yet.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a file to work with.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        if (Array.IndexOf(arguments, OrganisationOption.Name) is var named and >= 0)
            _organisation = arguments[named + 1];
        else if (remembers && _organisation is not null && OnSubmissions.Contains(arguments[0]))
            arguments = [.. arguments, OrganisationOption.Name, _organisation];
        else if (arguments[0] == "policy")
            _organisation = arguments[1];
        var person = Array.IndexOf(arguments, "--person") is var at and >= 0 ? arguments[at + 1] : Environment.UserName;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [GlobalOptions.TokenVariable] = TestTokens.Of(TestTokens.Existing(_organisation ?? Figures.Provider), person),
            [StatxHome.Variable] = PathOf("home"),
        };
        var code = await StatxCommand.Create()
            .Parse([.. arguments, "--server", server.Address.OriginalString], new ParserConfiguration { ResponseFileTokenReplacer = null })
            .RunAsync(new StatxInvocation { Output = output, Error = error, Variables = variables });
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs it and requires that it is done.</summary>
    /// <returns>What it writes.</returns>
    public async Task<string> DoAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.True(code == ExitCode.Done, $"{string.Join(' ', arguments)} ended with {code}: {output}{error}");
        return output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
