using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows releases.</summary>
internal static class ReleaseOutput
{
    public static async Task WriteTableAsync(CommandContext context, IAsyncEnumerable<Release> releases, CancellationToken cancellationToken)
    {
        var table = Tables.Create("Release", "Published", "Organisation", "What", "Added", "Changed", "Deleted", "Withdrawn by", "Reason");
        await foreach (var release in releases.WithCancellation(cancellationToken))
        {
            table.Add(
                $"{release.ReleaseId}",
                SubmissionOutput.Instant(release.PublishedAt),
                release.Organisation,
                WhatOf(release),
                $"{release.ObservationsAdded}",
                $"{release.ObservationsChanged}",
                $"{release.ObservationsDeleted}",
                release.WithdrawnByReleaseId > 0 ? $"{release.WithdrawnByReleaseId}" : "",
                release.Reason);
        }

        context.Screen.Write(table);
    }

    /// <summary>One release.</summary>
    public static DetailGrid Describe(Release release)
    {
        var grid = Head(release);
        grid.Add("Series", $"{release.SeriesAdded} added, {release.SeriesChanged} changed");
        grid.Add(
            "Figures", $"{release.ObservationsAdded} added, {release.ObservationsChanged} changed, {release.ObservationsDeleted} deleted");
        if (release.WithdrawnByReleaseId > 0)
            grid.Add("Withdrawn by", $"release {release.WithdrawnByReleaseId}");
        return grid;
    }

    /// <summary>What a withdrawal restored, and what it left.</summary>
    public static DetailGrid Describe(WithdrawReleaseResponse withdrawal)
    {
        var release = withdrawal.Release;
        var grid = Head(release);
        grid.Add(
            "Restored", $"{release.ObservationsChanged} changed back, {release.ObservationsAdded} brought back, {release.ObservationsDeleted} removed");
        grid.Add("Left", $"{withdrawal.ObservationsLeft} that later releases changed");
        return grid;
    }

    private static DetailGrid Head(Release release)
    {
        var grid = new DetailGrid();
        grid.Add("Release", $"{release.ReleaseId}");
        grid.Add("What", WhatOf(release));
        grid.Add("Organisation", release.Organisation);
        grid.Add("Published", SubmissionOutput.Instant(release.PublishedAt));
        if (release.EmbargoAt is not null)
            grid.Add("Embargo", SubmissionOutput.Instant(release.EmbargoAt));
        if (release.SubmissionId.Length > 0)
            grid.Add("Submission", release.SubmissionId);
        grid.Add("Reason", release.Reason);
        return grid;
    }

    private static string WhatOf(Release release) => release.Kind switch
    {
        ReleaseKind.Withdrawal => $"withdrawal of release {release.WithdrawsReleaseId}",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
