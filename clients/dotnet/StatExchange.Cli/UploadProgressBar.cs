using Spectre.Console;
using StatExchange.Client;
using StatExchange.Client.Files;

namespace StatExchange.Cli;

/// <summary>Uploads a file, with a bar on a terminal that shows how far it is.</summary>
internal static class UploadProgressBar
{
    public static async Task RunAsync(
        CommandContext context, SeriesFile file, string name, SubmissionHandle handle, CancellationToken cancellationToken)
    {
        if (context.IsQuiet || !context.CanShowProgress)
        {
            await UploadAsync(task: null);
            return;
        }

        await context.Messages.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress => UploadAsync(progress.AddTask(Markup.Escape(Tables.Plain(name)), maxValue: 1)));

        Task UploadAsync(ProgressTask? task) => handle.UploadAsync(
            file.ReadAsync(new Observer<ReadingProgress>(read => Advance(task, read.Fraction)), cancellationToken),
            new UploadOptions { Columns = file.Columns, Language = context.Language },
            new Observer<UploadProgress>(upload => Describe(task, name, upload)),
            cancellationToken);
    }

    // When all is sent the service validates it as a whole, for as long as that takes.
    private static void Advance(ProgressTask? task, double fraction)
    {
        if (task is null)
            return;
        task.Value(fraction);
        task.IsIndeterminate = fraction >= 1;
    }

    private static void Describe(ProgressTask? task, string name, UploadProgress upload)
    {
        if (task is not null)
            task.Description = Markup.Escape(Tables.Plain($"{name}: {upload.Observations:N0} observations, {upload.Errors:N0} errors{(task.IsIndeterminate ? ", validating" : "")}"));
    }

    /// <summary>Tells at once; <see cref="Progress{T}"/> would tell on another thread, and out of order.</summary>
    private sealed class Observer<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
