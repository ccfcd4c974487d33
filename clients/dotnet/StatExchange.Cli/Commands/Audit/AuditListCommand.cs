using System.CommandLine;

namespace StatExchange.Cli.Commands;

/// <summary>statx audit list: the entries.</summary>
internal static class AuditListCommand
{
    private const string Description =
        "Lists entries in their order. As json they can be kept, and verified later without the service: statx audit verify --file.";

    private static readonly string[] Examples = ["statx audit list --after 1200", "statx audit list --output json > trail.json"];

    public static Command Create()
    {
        var after = new Option<long>("--after") { Description = "Only entries behind this number.", HelpName = "N" };
        var output = OutputOption.Create(OutputOption.Json, OutputOption.Csv);
        var command = new StatxSubcommand("list", Description, Examples) { after, output };
        command.Validators.Add(result =>
        {
            if (result.GetResult(after) is { Tokens: [var given] } && long.TryParse(given.Value, out var number) && number < 0)
                result.AddError("--after must be the number of an entry, or 0.");
        });
        return command.Does(async (context, cancellationToken) =>
        {
            var entries = context.Client.ReadAuditEntriesAsync(context.Arguments.GetValue(after), cancellationToken: cancellationToken);
            await ListOutput.WriteAsync(context, context.Arguments.GetRequiredValue(output), entries, AuditOutput.Columns, cancellationToken);
            return ExitCode.Done;
        });
    }
}
