using System.CommandLine;
using StatExchange.Cli;

namespace StatExchange.UnitTests.Cli;

/// <summary>For whom statx acts. One class: the environment is everybody's.</summary>
public sealed class OrganisationOptionTests : IDisposable
{
    private const string Id = "0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11";

    private readonly string? _before = Environment.GetEnvironmentVariable(OrganisationOption.Variable);

    public static TheoryData<string> Commands => [.. PathsOf(StatxCommand.Create())];

    [Theory]
    [InlineData("submissions")]
    [InlineData("withdraw-release", "7", "--reason", "Draft")]
    [InlineData("template", "--profile", "BASIC", "--period", "2017", "--file", "none.xlsx")]
    public async Task Is_needed_for_what_is_an_organisations_own_and_the_environment_may_say_it(params string[] arguments)
    {
        Environment.SetEnvironmentVariable(OrganisationOption.Variable, null);
        var (code, _, error) = await Statx.RunAsync(arguments);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("--organisation", error, StringComparison.Ordinal);
        Assert.Contains(OrganisationOption.Variable, error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Unavailable, (await Statx.RunAsync([.. arguments, "--organisation", "AM.ARMSTAT"])).Code);
        Environment.SetEnvironmentVariable(OrganisationOption.Variable, "AM.ARMSTAT");
        Assert.Equal(ExitCode.Unavailable, (await Statx.RunAsync(arguments)).Code);
    }

    [Theory]
    [InlineData("submissions", Id)]
    [InlineData("findings", Id)]
    [InlineData("report", Id)]
    [InlineData("justify", Id, "--text", "Census")]
    [InlineData("publish", Id)]
    [InlineData("withdraw", Id)]
    public async Task Is_not_needed_for_a_submission_whose_organisation_the_credential_says(params string[] arguments)
    {
        Environment.SetEnvironmentVariable(OrganisationOption.Variable, null);
        Assert.Equal(ExitCode.Unavailable, (await Statx.RunAsync(arguments)).Code);
    }

    [Theory]
    [InlineData("releases")]
    [InlineData("access credentials")]
    [InlineData("access agreements")]
    [InlineData("calendar")]
    public void That_filters_a_list_says_nothing_of_who_calls(string path)
    {
        Environment.SetEnvironmentVariable(OrganisationOption.Variable, null);
        Assert.Null(OrganisationOption.Find(Statx.Parse([.. path.Split(' '), "--organisation", "AM.ARMSTAT"])));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Is_by_default_what_the_environment_says(string path)
    {
        Environment.SetEnvironmentVariable(OrganisationOption.Variable, "KZ.BORDER");
        Assert.Equal("KZ.BORDER", OrganisationOption.Find(Statx.Parse(path.Split(' '))));
        Assert.Equal("AM.ARMSTAT", OrganisationOption.Find(Statx.Parse([.. path.Split(' '), "--organisation", "AM.ARMSTAT"])));
        var run = new InvocationConfiguration();
        Assert.Equal(("", " --organisation AM.ARMSTAT"), (OrganisationOption.For("KZ.BORDER", run), OrganisationOption.For("AM.ARMSTAT", run)));
    }

    public void Dispose() => Environment.SetEnvironmentVariable(OrganisationOption.Variable, _before);

    private static IEnumerable<string> PathsOf(Command command) => command.Subcommands
        .SelectMany(subcommand => PathsOf(subcommand).Select(path => $"{subcommand.Name} {path}").Concat(
            subcommand.Options.Any(OrganisationOption.Says) ? [subcommand.Name] : []));
}
