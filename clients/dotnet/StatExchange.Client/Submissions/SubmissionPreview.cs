using System.Runtime.CompilerServices;
using Grpc.Core;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>
/// What publishing a submission would change: the changes series by series, then a summary. Dispose of it to end the stream early.
/// </summary>
/// <remarks>A preview is made anew each time and cannot be taken up again: when its connection is cut, ask for another.</remarks>
/// <example>
/// <code>
/// await using var preview = await submission.PreviewAsync();
/// await foreach (var change in preview.ReadChangesAsync())
///     foreach (var one in change.Observations())
///         Console.WriteLine($"{one.Period}: {one.Before?.Value} → {one.After?.Value} ({one.Percent:F1} %)");
/// Console.WriteLine($"{preview.Summary.Total.Changed} figures would change.");
/// </code>
/// </example>
public sealed class SubmissionPreview : IAsyncDisposable
{
    private readonly AsyncServerStreamingCall<PreviewSubmissionResponse> _call;
    private readonly Action<PreviewSummary> _completed;
    private PreviewSubmissionResponse? _next;
    private PreviewSummary? _summary;

    private SubmissionPreview(
        AsyncServerStreamingCall<PreviewSubmissionResponse> call, PreviewSubmissionResponse first, Action<PreviewSummary> completed)
    {
        _call = call;
        _completed = completed;
        Take(first);
    }

    /// <summary>What it comes to, indicator by indicator, with the findings of the rules on revisions.</summary>
    /// <exception cref="InvalidOperationException">The changes have not been read to their end yet.</exception>
    public PreviewSummary Summary => _summary
        ?? throw new InvalidOperationException($"The summary comes after the changes. Read them first, or call {nameof(ReadSummaryAsync)}.");

    /// <summary>
    /// The series that would change, each once. They are read from the server as they are taken, so memory stays flat; they can be read
    /// only once.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<SeriesChange> ReadChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (_next is { } message)
        {
            foreach (var change in message.Changes.Changes)
                yield return change;
            Take(await ReadAsync(_call, cancellationToken));
        }
    }

    /// <summary>The summary; changes that have not been read are passed over.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PreviewSummary> ReadSummaryAsync(CancellationToken cancellationToken = default)
    {
        while (_next is not null)
            Take(await ReadAsync(_call, cancellationToken));
        return Summary;
    }

    /// <summary>Ends the stream.</summary>
    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<SubmissionPreview> BeginAsync(
        CallRunner runner,
        Func<AsyncServerStreamingCall<PreviewSubmissionResponse>> call,
        Action<PreviewSummary> completed,
        CancellationToken cancellationToken) => runner.RunAsync(
        async token =>
        {
            var begun = call();
            try
            {
                return new SubmissionPreview(begun, await ReadAsync(begun, token), completed);
            }
            catch
            {
                begun.Dispose();
                throw;
            }
        },
        cancellationToken);

    private static async Task<PreviewSubmissionResponse> ReadAsync(
        AsyncServerStreamingCall<PreviewSubmissionResponse> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken)
                ? call.ResponseStream.Current
                : throw new InvalidDataException("The server ended the preview before its summary, which always comes.");
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorDecoder.Decode(exception);
        }
    }

    private void Take(PreviewSubmissionResponse message)
    {
        _next = message.Summary is null ? message : null;
        _summary = message.Summary;
        if (_summary is not null)
            _completed(_summary);
    }
}
