using StatExchange.Cli.Commands;
using StatExchange.Client;
using StatExchange.Client.Files;
using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>Submits one file, from opening to the findings or the release.</summary>
internal sealed class FileSubmission(CommandContext context)
{
    private const int FindingsShown = 50;

    public required FileInfo File { get; init; }

    public required string Organisation { get; init; }

    public required string? Token { get; init; }

    public required SdmxCsvReaderOptions ReaderOptions { get; init; }

    public required bool PublishesWhenReceived { get; init; }

    public required FileInfo? FindingsFile { get; init; }

    public required string OutputForm { get; init; }

    /// <summary>Submits the file.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var reader = new SdmxCsvReader(ReaderOptions);
        // A file that is no SDMX-CSV must not leave a submission behind.
        await reader.CheckHeaderAsync(File.FullName, cancellationToken);
        var digest = await FileToken.OfAsync(File, Organisation, ReaderOptions, cancellationToken);
        var handle = await context.Client.OpenSubmissionAsync(
            new SubmissionOpening
            {
                Organisation = Organisation,
                ClientToken = Token ?? digest,
                ContentDigest = digest,
                SourceName = File.Name,
            },
            cancellationToken);
        if (handle.Submission.State == SubmissionState.Open)
            await UploadProgressBar.RunAsync(context, reader, File, handle, cancellationToken);
        else
            context.Remark($"This file was submitted before, as {handle.Id}. To submit it anew: --new.");

        if (PublishesWhenReceived && handle.Submission.State == SubmissionState.Received)
            await handle.PublishAsync(cancellationToken);
        await SubmissionOutput.WriteAsync(context, handle.Submission, OutputForm);
        await WriteFindingsAsync(handle, cancellationToken);
        return Conclude(handle.Submission);
    }

    private async Task WriteFindingsAsync(SubmissionHandle handle, CancellationToken cancellationToken)
    {
        if (FindingsFile is not null)
        {
            // With a byte order mark: spreadsheets take a file without one for the machine's old code page.
            await using var writer = new StreamWriter(FindingsFile.FullName, append: false, new System.Text.UTF8Encoding(true));
            await FindingsOutput.WriteCsvAsync(writer, handle.FindingsAsync(), cancellationToken);
        }

        if (OutputForm == OutputOption.Json)
            return;
        var first = await handle.FindingsAsync().Take(FindingsShown + 1).ToListAsync(cancellationToken);
        if (first.Count == 0)
            return;
        FindingsOutput.WriteTable(context, first.Take(FindingsShown));
        if (first.Count > FindingsShown)
            context.Screen.Profile.Out.Writer.WriteLine(More(handle));
    }

    private static string More(SubmissionHandle handle)
    {
        var more = handle.Submission.Errors - FindingsShown;
        return $"… and {(more > 0 ? $"{more} more" : "more")}: statx {FindingsCommand.Name} {handle.Id}";
    }

    private int Conclude(Submission submission)
    {
        switch (submission.State)
        {
            case SubmissionState.Refused:
                context.Remark("Refused. Correct the file and submit it again.");
                return ExitCode.Refused;
            case SubmissionState.Received:
                context.Remark($"Received without errors. To publish it: statx publish {submission.SubmissionId}");
                return ExitCode.Done;
            case SubmissionState.Published:
                context.Remark($"Published as release {submission.Release?.ReleaseId}.");
                return ExitCode.Done;
            default:
                context.Remark($"The submission is {submission.State.ToString().ToLowerInvariant()}. To submit the file anew: --new.");
                return ExitCode.NotPossible;
        }
    }
}
