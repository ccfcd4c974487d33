using StatExchange.Cli;

namespace StatExchange.UnitTests.Cli;

/// <summary>Profiles: who may open them, and which one a command is run with.</summary>
public sealed class ProfileTests : IDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_but_the_owner_may_open_what_is_kept()
    {
        await MakeAsync("ministry");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_home, "ministry")));
        Assert.All(
            Directory.GetFiles(Path.Combine(_home, "ministry")),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData("", UnixFileMode.OtherExecute, "chmod 700")]
    [InlineData("profile.json", UnixFileMode.GroupRead, "chmod 600")]
    [InlineData("tokens.json", UnixFileMode.OtherRead, "chmod 600")]
    public async Task What_others_may_open_is_refused_and_it_is_said_how_to_mend_it(string file, UnixFileMode mode, string remedy)
    {
        await MakeAsync("ministry");
        var path = Path.Combine(_home, "ministry", file);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | mode);
        var (code, _, error) = await Statx.RunAtAsync(_home, "whoami", "--as", "ministry");

        Assert.Equal((ExitCode.Usage, true), (code, error.Contains(remedy, StringComparison.Ordinal)));
        Assert.DoesNotContain("secret-token", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_that_others_may_open_is_refused()
    {
        Directory.CreateDirectory(_home);
        var file = Path.Combine(_home, "token");
        await File.WriteAllTextAsync(file, "secret-token", Cancellation);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var (code, _, error) = await Statx.RunAsync("whoami", "--token-file", file);
        Assert.Equal((ExitCode.Usage, true), (code, error.Contains("chmod 600", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_is_not_sent_readably()
    {
        await MakeAsync("far", "http://exchange.example:5401");
        var (code, _, error) = await Statx.RunAtAsync(_home, "whoami", "--as", "far");
        Assert.Equal((ExitCode.Usage, true), (code, error.Contains("https", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task They_are_listed_without_secrets_and_removed()
    {
        await MakeAsync("ministry");
        await MakeAsync("KZ.BORDER");
        var (_, listed, _) = await Statx.RunAtAsync(_home, "profiles", "--output", "csv");
        Assert.Equal(["KZ.BORDER", "ministry"], listed.Trim().Split('\n')[1..].Select(line => line.Split(',')[0]));
        Assert.DoesNotContain("secret-token", listed, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, (await Statx.RunAtAsync(_home, "profiles", "remove", "ministry")).Code);
        Assert.False(Directory.Exists(Path.Combine(_home, "ministry")));
        Assert.Equal(ExitCode.NotPossible, (await Statx.RunAtAsync(_home, "profiles", "remove", "ministry")).Code);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../other")]
    [InlineData("/etc")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task What_is_no_name_reaches_no_folder(string name) =>
        Assert.NotEqual(ExitCode.Done, (await Statx.RunAtAsync(_home, "profiles", "remove", name)).Code);

    [Fact]
    public async Task A_profile_that_is_asked_for_has_to_be_there()
    {
        var (code, _, error) = await Statx.RunAtAsync(_home, "whoami", "--as", "ministry");
        Assert.Equal((ExitCode.Usage, true), (code, error.Contains("statx enrol", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_damaged_profile_is_said_to_be_damaged()
    {
        await MakeAsync("ministry");
        await File.WriteAllTextAsync(Path.Combine(_home, "ministry", "profile.json"), "{", Cancellation);
        var (code, _, error) = await Statx.RunAtAsync(_home, "whoami", "--as", "ministry");
        Assert.Equal((ExitCode.Usage, true), (code, error.Contains("damaged", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Its_server_counts_unless_another_is_named()
    {
        await MakeAsync(ProfileStore.DefaultName, "http://127.0.0.1:7");
        Assert.Contains("127.0.0.1:7", (await Statx.RunAtAsync(_home, "whoami")).Error, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:9", (await Statx.RunAtAsync(_home, "whoami", "--server", Statx.NoServer)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logging_out_leaves_the_server_and_nothing_to_call_with()
    {
        await MakeAsync("ministry");
        Assert.Equal(ExitCode.Done, (await Statx.RunAtAsync(_home, "logout", "--as", "ministry")).Code);
        Assert.Equal(["profile.json"], Directory.GetFiles(Path.Combine(_home, "ministry")).Select(Path.GetFileName));
    }

    public void Dispose()
    {
        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true);
    }

    private async Task MakeAsync(string name, string server = Statx.NoServer)
    {
        var run = new StatxInvocation { Variables = new Dictionary<string, string>(StringComparer.Ordinal) { [StatxHome.Variable] = _home } };
        var profile = new ProfileStore(run).Of(name);
        var tokens = new TokenSettings { Authority = "http://127.0.0.1:9", ClientId = "statx" };
        await profile.WriteAsync(new ProfileSettings { Server = server, Organisation = "AM.ARMSTAT", TrustsMachine = true, Tokens = tokens }, Cancellation);
        await profile.WriteAsync(new TokenSet { AccessToken = "secret-token", ExpiresAt = TimeProvider.System.GetUtcNow().AddHours(1) }, Cancellation);
    }
}
