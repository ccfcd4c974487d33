using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx methodology: how providers make their figures.</summary>
internal static class MethodologyCommand
{
    private const string Description =
        "Shows and saves how providers make their figures of an indicator: definition, counting rules, deviations from the catalogue, coverage and source. "
        + "It travels with figures that are compared or put together.";

    private const string Example = "statx methodology list --indicator LAB_FOR_EMP --output csv";

    public static Command Create() => new StatxSubcommand("methodology", Description, Example)
    {
        MethodologyListCommand.Create(),
        MethodologySaveCommand.Create(),
    };
}
