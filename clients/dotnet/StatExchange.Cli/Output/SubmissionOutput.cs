using Google.Protobuf.WellKnownTypes;
using Spectre.Console;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Shows one submission.</summary>
internal static class SubmissionOutput
{
    public static Task WriteAsync(CommandContext context, Submission submission, string form)
    {
        if (form == OutputOption.Json)
            return JsonOutput.WriteAsync(context.Out, submission);
        context.Screen.Write(Describe(submission));
        return Task.CompletedTask;
    }

    /// <summary>An instant as people and spreadsheets read it.</summary>
    public static string Instant(Timestamp? instant) =>
        instant is null ? "" : instant.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'");

    /// <summary>The instant of an embargo as it was stated: local time, offset and zone; empty without one.</summary>
    public static string PublicFrom(Submission submission) =>
        submission.Embargo is { } embargo ? $"{embargo.LocalTime} {embargo.TimeZone}".TrimEnd() : "";

    private static Grid Describe(Submission submission)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0)).AddColumn();
        Add("Submission", submission.SubmissionId);
        Add("Organisation", submission.Organisation);
        Add("Source", submission.SourceName);
        if (submission.MappingId.Length > 0)
            Add("Mapping", $"{submission.MappingId}, version {submission.MappingVersion}");
        if (submission.Profile.Length > 0)
            Add("Profile", $"{submission.Profile}, {submission.ReportingPeriod}");
        Add("State", submission.DryRun ? $"{Names.Of(submission.State)}, validated only" : Names.Of(submission.State));
        if (submission.Embargo is not null)
            Add("Public from", PublicFrom(submission));
        if (submission.ReplacesSubmissionId.Length > 0)
            Add("Replaces", submission.ReplacesSubmissionId);
        if (submission.ReplacedBySubmissionId.Length > 0)
            Add("Replaced by", submission.ReplacedBySubmissionId);
        Add("Opened", Instant(submission.OpenedAt));
        Add("Received", Instant(submission.ReceivedAt));
        Add("Closed", Instant(submission.ClosedAt));
        Add("Observations", $"{submission.Observations} in {submission.Series} series");
        Add("Left out", $"{submission.ObservationsLeftOut} observations");
        Add("Errors", $"{submission.Errors}");
        Add("Warnings", Warnings(submission));
        Add("Information", $"{submission.Information}");
        if (submission.Release is { } release)
        {
            Add("Release", $"{release.ReleaseId}, {Instant(release.PublishedAt)}{(release.WithdrawnByReleaseId > 0 ? $"; withdrawn by release {release.WithdrawnByReleaseId}" : "")}");
            Add("Series", $"{release.SeriesAdded} added, {release.SeriesChanged} changed");
            Add(
                "Figures",
                $"{release.ObservationsAdded} added, {release.ObservationsChanged} changed, {release.ObservationsDeleted} deleted");
        }

        return grid;

        void Add(string name, string value) => grid.AddRow(Tables.Cell(name), Tables.Cell(value.Length == 0 ? "—" : value));
    }

    private static string Warnings(Submission submission) => submission.UnjustifiedWarnings == 0
        ? $"{submission.Warnings}"
        : $"{submission.Warnings}, {submission.UnjustifiedWarnings} of them without a justification";
}
