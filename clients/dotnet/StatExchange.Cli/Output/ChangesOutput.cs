using StatExchange.Client;
using StatExchange.Client.Files;

namespace StatExchange.Cli;

/// <summary>Shows what changed between two moments.</summary>
internal static class ChangesOutput
{
    /// <summary>Changes shown; more than that nobody reads as a table, and they would have to be held in memory.</summary>
    private const int MaxChanges = 2_000;

    public static async Task WriteTableAsync(CommandContext context, TextWriter writer, ChangesQueryResult answer, CancellationToken cancellationToken)
    {
        var table = new ChangesTable(MaxChanges);
        await foreach (var change in answer.ReadChangesAsync(cancellationToken))
        {
            table.Add(change);
            if (table.More > 0)
                break;
        }

        var between = $"between {VintageText.Of(answer.From)}, and {VintageText.Of(answer.To)}";
        if (table.Count == 0)
            context.Remark($"Nothing changed {between}.");
        var screen = ReferenceEquals(writer, context.Out) ? context.Screen : Screens.Create(writer, isTerminal: false);
        await table.WriteAsync(context, screen, $"; {between}", cancellationToken);
        if (table.More > 0)
            context.Remark($"Only the first {MaxChanges} changes are shown. All of them: --output csv, or ask for less.");
    }

    public static async Task WriteCsvAsync(TextWriter writer, ChangesQueryResult answer, CancellationToken cancellationToken)
    {
        await using var csv = new ChangesCsvWriter(writer);
        await csv.WriteAsync(answer.ReadChangesAsync(cancellationToken), cancellationToken);
    }

    /// <summary>One document, a series a line: <c>{"from":{…},"to":{…},"ignoredCodes":[…],"changes":[…]}</c>.</summary>
    public static async Task WriteJsonAsync(TextWriter writer, ChangesQueryResult answer, CancellationToken cancellationToken)
    {
        var ignored = string.Join(',', answer.IgnoredCodes.Select(JsonOutput.Format));
        await writer.WriteAsync(
            $$"""{"from":{{JsonOutput.Format(answer.From)}},"to":{{JsonOutput.Format(answer.To)}},"ignoredCodes":[{{ignored}}],"changes":[""");
        var entries = new JsonEntries();
        var separator = "\n";
        await foreach (var change in answer.ReadChangesAsync(cancellationToken))
        {
            await writer.WriteAsync(separator);
            await writer.WriteAsync(entries.Format(json => ChangeJson.Write(json, change)));
            separator = ",\n";
        }

        await writer.WriteLineAsync("\n]}");
    }
}
