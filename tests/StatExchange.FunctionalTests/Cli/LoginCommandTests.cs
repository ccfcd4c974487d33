using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using StatExchange.Cli;
using StatExchange.FunctionalTests.Infrastructure;
using TokenAuthority = StatExchange.FunctionalTests.Infrastructure.TokenAuthority;

namespace StatExchange.FunctionalTests.Cli;

/// <summary>statx login at a real OpenID Connect authority, for a real server that takes its tokens.</summary>
public sealed class LoginCommandTests(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("statx-tests-").FullName;
    private TokenAuthority _authority = null!;
    private InProcessServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _authority = await TokenAuthority.StartAsync();
        _server = await InProcessServer.StartAsync(
            await cluster.CreateDatabaseAsync(),
            new FakeTimeProvider(TimeProvider.System.GetUtcNow()),
            ("Access:Tokens:1:Issuer", _authority.Address), ("Access:Tokens:1:Authority", _authority.Address), ("Access:Tokens:1:Audience", TokenAuthority.Audience),
            ("Access:Tokens:1:OrganisationClaim", TestTokens.OrganisationClaim), ("Access:Tokens:1:PersonClaim", TestTokens.PersonClaim),
            ("Access:Tokens:1:RolesClaim", TestTokens.RolesClaim));
    }

    [Fact]
    public async Task A_person_logs_in_with_a_code_on_another_device()
    {
        _authority.Answer("authorization_pending", "authorization_pending");
        var watch = Stopwatch.StartNew();
        var (code, _, told) = await LogInAsync();

        Assert.True(code == ExitCode.Done, told);
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(2));
        Assert.Contains($"{_authority.Address}/activate and enter the code WDJB-MJHT", told, StringComparison.Ordinal);
        Assert.Contains("S. Petrosyan of AM.ARMSTAT", told, StringComparison.Ordinal);
        Assert.Contains("S. Petrosyan", (await RunAsync("whoami")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await RunAsync("submissions")).Code);
        Assert.Equal(0, _authority.Refreshes);
    }

    [Fact]
    public async Task Tokens_are_renewed_until_the_authority_wants_the_person_again()
    {
        _authority.Lifetime = TimeSpan.FromSeconds(60);
        Assert.Equal(ExitCode.Done, (await LogInAsync()).Code);
        var used = _authority.Refreshes;
        Assert.Equal(ExitCode.Done, (await RunAsync("whoami")).Code);
        Assert.Equal(ExitCode.Done, (await RunAsync("whoami")).Code);
        Assert.Equal(used + 2, _authority.Refreshes);

        _authority.Revoke();
        var (code, _, error) = await RunAsync("whoami");
        Assert.Equal((ExitCode.NotPossible, true), (code, error.Contains("statx login", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("expired_token")]
    public async Task Who_is_not_let_in_is_told_why(string why)
    {
        _authority.Answer(why);
        var (code, _, error) = await LogInAsync();
        Assert.Equal((ExitCode.NotPossible, true), (code, error.Contains(why, StringComparison.Ordinal)));
        Assert.Contains("no profile", (await RunAsync("whoami", "--as", "default")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_is_unavailable()
    {
        var (code, _, error) = await RunAsync("login", "--authority-url", "http://127.0.0.1:9", "--client-id", "statx", "--server", _server.Address.OriginalString);
        Assert.Equal((ExitCode.Unavailable, true), (code, error.Contains("127.0.0.1:9", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_system_logs_in_with_its_secret_which_is_not_copied()
    {
        var secret = WriteSecret("secret", TokenAuthority.Secret);
        string[] login =
        [
            "login", "--authority-url", _authority.Address, "--client-id", TokenAuthority.SystemClient, "--client-secret-file", secret,
            "--server", _server.Address.OriginalString,
        ];
        var (code, _, told) = await RunAsync(login);
        Assert.True(code == ExitCode.Done, told);
        Assert.Contains("Loader", (await RunAsync("whoami")).Output, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(Path.Combine(_folder, "home", "default")),
            file => Assert.DoesNotContain(TokenAuthority.Secret, File.ReadAllText(file), StringComparison.Ordinal));

        WriteSecret("secret", "another");
        Assert.Equal(ExitCode.NotPossible, (await RunAsync(login)).Code);
    }

    [Fact]
    public async Task A_token_of_a_file_is_read_for_each_call()
    {
        var file = WriteSecret("token", TestTokens.Of("KZ.BORDER", "First"));
        Assert.Equal(ExitCode.Done, (await RunAsync("login", "--token-file", file, "--server", _server.Address.OriginalString)).Code);
        WriteSecret("token", TestTokens.Of("KZ.BORDER", "Second"));
        Assert.Contains("Second", (await RunAsync("whoami")).Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _authority.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<(int Code, string Output, string Error)> LogInAsync() => RunAsync(
        "login", "--authority-url", _authority.Address, "--client-id", TokenAuthority.Client, "--server", _server.Address.OriginalString);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => Statx.RunAsync(
        new Dictionary<string, string>(StringComparer.Ordinal) { [StatxHome.Variable] = Path.Combine(_folder, "home") }, [.. arguments, "--retries", "0"]);

    private string WriteSecret(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
