using System.CommandLine;
using StatExchange.Cli;
using StatExchange.V1;

namespace StatExchange.UnitTests.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. PathsOf(StatxCommand.Create())];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_an_example_that_parses(string path)
    {
        var (code, output, _) = await Statx.RunAsync([.. path.Split(' '), "--help"]);
        var command = Assert.IsType<StatxSubcommand>(Statx.Parse(path.Split(' ')).CommandResult.Command);

        Assert.Equal(ExitCode.Done, code);
        Assert.NotEmpty(command.Examples);
        Assert.All(command.Examples, example =>
        {
            Assert.Contains(example, output, StringComparison.Ordinal);
            var arguments = example.Split(" > ")[0].Split(' ')[1..];
            Assert.All(
                Statx.Parse(arguments).Errors,
                error => Assert.StartsWith("File does not exist", error.Message, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_query_has_an_option_for_each_dimension()
    {
        var (_, output, _) = await Statx.RunAsync("query", "--help");

        Assert.All(
            Dimension.All,
            dimension => Assert.Contains("--" + dimension.FieldName.Replace('_', '-') + " ", output, StringComparison.Ordinal));
    }

    private static IEnumerable<string> PathsOf(Command command) => command.Subcommands.SelectMany(
        subcommand => PathsOf(subcommand).Select(path => $"{subcommand.Name} {path}").Prepend(subcommand.Name));
}
