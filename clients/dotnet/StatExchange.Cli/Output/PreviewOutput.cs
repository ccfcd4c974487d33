using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows what publishing a submission would change.</summary>
internal static class PreviewOutput
{
    /// <summary>For people: by indicator, then the changes, then what the rules on revisions found.</summary>
    public static async Task WriteTablesAsync(CommandContext context, SubmissionPreview preview, int limit, CancellationToken cancellationToken)
    {
        var changes = new ChangesTable(limit);
        await foreach (var change in preview.ReadChangesAsync(cancellationToken))
            changes.Add(change);
        var summary = preview.Summary;
        await context.Out.WriteLineAsync($"Against {VintageText.Of(summary.Against)}:");
        WriteIndicators(context, summary);
        await changes.WriteAsync(context, context.Screen, caption: "", cancellationToken);
        if (changes.More > 0)
            await context.Out.WriteLineAsync($"… and {changes.More} more: --limit {changes.Count}, or --output csv");
        if (summary.Findings.Count > 0)
            FindingsOutput.WriteTable(context, summary.Findings);
        if (summary.Total is { Added: 0, Changed: 0, Deleted: 0, SeriesChanged: 0 })
            context.Remark("Publishing it would change nothing.");
    }

    /// <summary>For programs: a series a line, then a line with the summary.</summary>
    public static async Task WriteJsonAsync(CommandContext context, SubmissionPreview preview, CancellationToken cancellationToken)
    {
        var entries = new JsonEntries();
        await foreach (var change in preview.ReadChangesAsync(cancellationToken))
            await context.Out.WriteLineAsync(entries.Format(json => ChangeJson.Write(json, change)));
        await context.Out.WriteLineAsync($$"""{"summary":{{JsonOutput.Format(preview.Summary)}}}""");
    }

    /// <summary>For spreadsheets: the changes, or the summary by indicator.</summary>
    public static async Task WriteCsvAsync(
        CommandContext context, SubmissionPreview preview, bool isSummary, CancellationToken cancellationToken)
    {
        if (!isSummary)
        {
            await using var changes = new ChangesCsvWriter(context.Out);
            await changes.WriteAsync(preview.ReadChangesAsync(cancellationToken), cancellationToken);
            return;
        }

        var summary = await preview.ReadSummaryAsync(cancellationToken);
        await context.Out.WriteLineAsync("indicator,series_added,series_changed,added,changed,deleted,unchanged,largest_change_percent");
        foreach (var one in summary.Indicators)
        {
            await context.Out.WriteLineAsync(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{one.Indicator},{one.SeriesAdded},{one.SeriesChanged},{one.Added},{one.Changed},{one.Deleted},{one.Unchanged},{one.LargestChangePercent}"));
        }
    }

    private static void WriteIndicators(CommandContext context, PreviewSummary summary)
    {
        var table = Tables.Create("Indicator", "Series added", "Series changed", "Added", "Changed", "Deleted", "Unchanged", "Largest change, %");
        foreach (var one in summary.Indicators)
            Add(one.Indicator, one);
        if (summary.Indicators.Count > 1)
            Add("All", summary.Total);
        context.Screen.Write(table);

        void Add(string name, IndicatorRevision one) => table.Add(
            name, $"{one.SeriesAdded}", $"{one.SeriesChanged}", $"{one.Added}", $"{one.Changed}", $"{one.Deleted}", $"{one.Unchanged}",
            PercentText.OfSize(one.LargestChangePercent));
    }
}
