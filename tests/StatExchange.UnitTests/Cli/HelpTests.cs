using StatExchange.Cli;
using StatExchange.V1;

namespace StatExchange.UnitTests.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. StatxCommand.Create().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_an_example_that_parses(string name)
    {
        var (_, output, _) = await Statx.RunAsync(name, "--help");
        var command = Assert.IsType<StatxSubcommand>(StatxCommand.Create().Subcommands.Single(command => command.Name == name));

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
}
