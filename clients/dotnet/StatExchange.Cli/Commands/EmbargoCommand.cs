using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx embargo: moves or cancels the instant at which a submission becomes public.</summary>
internal static class EmbargoCommand
{
    private const string Description =
        "Moves or cancels the embargo of a submission that is scheduled. To schedule one: statx publish ID --at …";

    private const string Example = "statx embargo cancel 0b9f6d0e-6f0f-4b59-9d53-0f6c1c7c2a11 --organisation AM.ARMSTAT";

    public static Command Create() => new StatxSubcommand("embargo", Description, Example)
    {
        EmbargoMoveCommand.Create(),
        EmbargoCancelCommand.Create(),
    };
}
