using StatExchange.Cli.Commands;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.Client.Files.Workbooks;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Submits or validates one file, from opening to the findings or the release.</summary>
internal sealed record FileSubmission(CommandContext Context)
{
    private const int FindingsShown = 50;

    public required FileInfo File { get; init; }

    /// <summary>The organisation; null when the file or the environment says it.</summary>
    public required string? Organisation { get; init; }

    public required string MappingId { get; init; }

    public required int MappingVersion { get; init; }

    public required bool LeavesOutErrors { get; init; }

    public required string Profile { get; init; }

    public required string ReportingPeriod { get; init; }

    public required SeriesFileOptions ReaderOptions { get; init; }

    public required FileInfo? FindingsFile { get; init; }

    public required string OutputForm { get; init; }

    public string? Token { get; init; }

    public bool IsDryRun { get; init; }

    public bool PublishesWhenReceived { get; init; }

    /// <summary>When it is published; null for now.</summary>
    public EmbargoTime? PublicFrom { get; init; }

    /// <summary>The earlier submission that this one corrects; empty for none.</summary>
    public string ReplacesSubmissionId { get; init; } = "";

    public string? Justification { get; init; }

    public string Author { get; init; } = "";

    /// <summary>Submits or validates the file.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var mapping = MappingId.Length == 0
            ? null
            : await Context.Client.GetMappingAsync(await Context.RequireOrganisationAsync(cancellationToken), MappingId, MappingVersion, cancellationToken);
        // A file that is no table must not leave a submission behind.
        await using var file = await SeriesFile.OpenAsync(File.FullName, ReaderOptions with { Mapping = mapping }, cancellationToken);
        var handle = await OpenAsync(mapping, file.Template, cancellationToken);
        if (handle.Submission.State == SubmissionState.Open)
            await UploadProgressBar.RunAsync(Context, file, File.Name, handle, cancellationToken);
        else
            Context.Remark($"This file was submitted before, as {handle.Id}. To submit it anew: --new.");

        if (handle.Submission is { State: SubmissionState.Received, UnjustifiedWarnings: > 0 } && Justification is { } text)
            await handle.JustifyAsync(new WarningJustification { Text = text, Author = Author }, cancellationToken);
        var lacksApproval = PublishesWhenReceived
            && handle.Submission is { State: SubmissionState.Received or SubmissionState.Approved, UnjustifiedWarnings: 0 }
            && !await TryPublishAsync(handle, cancellationToken);
        await SubmissionOutput.WriteAsync(Context, handle.Submission, OutputForm);
        await WriteFindingsAsync(handle, cancellationToken);
        return lacksApproval
            ? FileSubmissionOutcome.TellWithoutApproval(Context, handle.Submission)
            : FileSubmissionOutcome.Tell(Context, handle.Submission, PublishesWhenReceived);
    }

    /// <summary>Publishes or schedules.</summary>
    /// <returns>Whether it did; without a second person's approval it cannot, where the organisation asks for one.</returns>
    private async Task<bool> TryPublishAsync(SubmissionHandle handle, CancellationToken cancellationToken)
    {
        try
        {
            _ = PublicFrom is null ? await handle.PublishAsync(cancellationToken) : await handle.ScheduleAsync(PublicFrom, cancellationToken: cancellationToken);
            return true;
        }
        catch (StatExchangeException exception) when (exception.Reason == ErrorReason.ApprovalRequired)
        {
            return false;
        }
    }

    private async Task<SubmissionHandle> OpenAsync(StructureMap? mapping, TemplateInfo? template, CancellationToken cancellationToken)
    {
        var opening = new SubmissionOpening
        {
            Organisation = Organisation ?? mapping?.Organisation ?? template?.Organisation ?? await Context.RequireOrganisationAsync(cancellationToken),
            ClientToken = "",
            SourceName = File.Name,
            IsDryRun = IsDryRun,
            ErrorHandling = LeavesOutErrors ? ErrorHandling.LeaveOut : ErrorHandling.Refuse,
            MappingId = mapping?.MappingId ?? "",
            MappingVersion = mapping?.Version ?? 0,
            Profile = Profile.Length > 0 ? Profile : template?.Profile ?? "",
            ReportingPeriod = Profile.Length > 0 ? ReportingPeriod : template?.Period ?? "",
            ReplacesSubmissionId = ReplacesSubmissionId,
        };
        return await Context.Client.OpenSubmissionAsync(
            opening with
            {
                ClientToken = Token ?? await FileToken.OfAsync(File, opening, ReaderOptions, cancellationToken),
                ContentDigest = await FileDigest.OfAsync(File, cancellationToken),
            },
            cancellationToken);
    }

    private async Task WriteFindingsAsync(SubmissionHandle handle, CancellationToken cancellationToken)
    {
        if (FindingsFile is not null)
            await FindingsOutput.WriteFileAsync(FindingsFile, handle.FindingsAsync(new FindingQuery { Language = Context.Language }), cancellationToken);
        if (OutputForm == OutputOption.Json)
            return;
        var first = await MostSevereFirst(handle).Take(FindingsShown + 1).ToListAsync(cancellationToken);
        if (first.Count == 0)
            return;
        FindingsOutput.WriteTable(Context, first.Take(FindingsShown));
        if (first.Count > FindingsShown)
            Context.Screen.Profile.Out.Writer.WriteLine(More(handle.Submission));
    }

    // What refuses the file must not drown in what is only worth knowing.
    private IAsyncEnumerable<Finding> MostSevereFirst(SubmissionHandle handle) =>
        new[] { FindingSeverity.Error, FindingSeverity.Warning, FindingSeverity.Information }.ToAsyncEnumerable()
            .SelectMany(severity => handle.FindingsAsync(new FindingQuery { Severity = severity, Language = Context.Language }));

    private string More(Submission submission)
    {
        var more = submission.Errors + submission.Warnings + submission.Information - FindingsShown;
        return $"… and {(more > 0 ? $"{more} more" : "more")}: statx {FindingsCommand.Name} {submission.SubmissionId}{Context.OptionFor(submission.Organisation)}";
    }
}
