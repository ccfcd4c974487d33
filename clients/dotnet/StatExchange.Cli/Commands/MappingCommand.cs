using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx mapping: from what an office has to what is exchanged.</summary>
internal static class MappingCommand
{
    public const string Name = "mapping";

    private const string Description =
        "Keeps mappings: from the columns and codes of an office's own files to the catalogue's. A mapping is a CSV file that is edited in a "
        + "spreadsheet; a version that is saved never changes.";

    private const string Example = "statx mapping list --organisation AM.ARMSTAT";

    public static Command Create() => new StatxSubcommand(Name, Description, Example)
    {
        MappingDraftCommand.Create(),
        MappingTestCommand.Create(),
        MappingSaveCommand.Create(),
        MappingListCommand.Create(),
        MappingShowCommand.Create(),
    };
}
