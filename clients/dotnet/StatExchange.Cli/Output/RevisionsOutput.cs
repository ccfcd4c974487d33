using Spectre.Console;
using StatExchange.Cli.Commands;
using StatExchange.Client;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows every vintage of one series, for people.</summary>
internal static class RevisionsOutput
{
    private const string StatusCodelist = "CL_OBS_STATUS";

    public static async Task WriteAsync(
        CommandContext context, SeriesKey key, IAsyncEnumerable<Revision> revisions, CancellationToken cancellationToken)
    {
        var statuses = await Names.OfCodesAsync(context.Client, StatusCodelist, context.Language, cancellationToken);
        context.Screen.WriteLine(Tables.Plain(SeriesFinder.Text(key)));
        var table = Tables.Create("Period");
        table.AddColumn(new TableColumn("Value").RightAligned());
        foreach (var header in new[] { "Status", "Release", "When", "Who", "Why", "Until", "Justification" })
            table.AddColumn(header);
        await foreach (var revision in revisions.WithCancellation(cancellationToken))
        {
            var observation = revision.Series?.Observations().Single();
            table.Add(
                revision.Period,
                observation is { } one ? SeriesTable.ValueOf(one, statuses) : "— deleted",
                observation is { } made ? $"{made.Status}" : "",
                $"{revision.Release.ReleaseId}",
                SubmissionOutput.Instant(revision.Release.PublishedAt),
                revision.Release.Organisation,
                WhyOf(revision.Release),
                revision.ReplacedBy is { } next ? $"release {next.ReleaseId}" : "",
                string.Join("; ", revision.Justifications.Select(why => $"{why.RuleId}: {why.Justification.Text}")));
        }

        context.Screen.Write(table);
    }

    private static string WhyOf(ReleaseNote release)
    {
        var what = release.WithdrawsReleaseId > 0 ? $"withdraws release {release.WithdrawsReleaseId}" : release.IsPurge ? "purge" : "";
        return string.Join(": ", new[] { what, release.Reason }.Where(text => text.Length > 0));
    }
}
