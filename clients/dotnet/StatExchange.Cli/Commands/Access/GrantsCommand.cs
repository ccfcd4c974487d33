using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx access grants: who may see whose restricted figures.</summary>
internal static class GrantsCommand
{
    public const string Name = "grants";

    private const string Description =
        "Lists the grants that your organisation gave or was given, those that ended included, the latest first; for administrators all.";

    private const string Example = "statx access grants --output csv";

    public static Command Create()
    {
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        return new StatxSubcommand(Name, Description, Example) { output }.Does(async (context, cancellationToken) =>
        {
            await ListOutput.WriteAsync(
                context, context.Arguments.GetRequiredValue(output), context.Client.ListGrantsAsync(), AccessOutput.Grants, cancellationToken);
            return ExitCode.Done;
        });
    }
}
