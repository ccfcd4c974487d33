using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.Server.Access.Authority;
using StatExchange.V1;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>Runs statx over TLS, with profiles of its own and nothing else to be known by.</summary>
internal sealed class EnrolledStatx(SecuredExchange exchange) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("statx-tests-").FullName;

    /// <summary>The certificate of the server's authority, as an operator publishes it.</summary>
    public string Authority => exchange.PathOf(Path.Combine("authority", AuthorityKey.CertificateFileName));

    public string Server => exchange.Server.Address.OriginalString;

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a file that nobody else may open.</summary>
    /// <returns>Its path.</returns>
    public string WriteSecret(string name, params string[] lines)
    {
        File.WriteAllText(PathOf(name), string.Join('\n', lines) + "\n");
        File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return PathOf(name);
    }

    public Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        Statx.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [StatxHome.Variable] = PathOf("home") }, arguments);

    /// <summary>Runs it and requires that it is done.</summary>
    /// <returns>What it writes.</returns>
    public async Task<string> DoAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.True(code == ExitCode.Done, $"{string.Join(' ', arguments)} ended with {code}: {output}{error}");
        return output;
    }

    /// <summary>A code for somebody, in a file.</summary>
    public async Task<string> InviteAsync(string organisation, string person, params Role[] roles)
    {
        var enrolment = await exchange.Administrator.CreateEnrolmentAsync(
            new CreateEnrolmentRequest { Organisation = organisation, Person = person, Roles = { roles } },
            cancellationToken: TestContext.Current.CancellationToken);
        return WriteSecret("code", enrolment.Code);
    }

    /// <summary>Enrols somebody into a profile.</summary>
    public async Task EnrolAsync(string profile, string organisation, string person, params Role[] roles) => await DoAsync(
        "enrol", "--code-file", await InviteAsync(organisation, person, roles), "--server", Server, "--authority", Authority, "--as", profile);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
