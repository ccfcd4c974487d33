using StatExchange.Server.Telemetry;

namespace StatExchange.Server.Queries;

/// <summary>
/// Streams the answer to a selection: reads page after page, puts series into messages, and sends each message when it is large
/// enough, with the token that resumes after it.
/// </summary>
/// <typeparam name="TRecord">What a page has.</typeparam>
/// <typeparam name="TMessage">The message.</typeparam>
internal sealed class AnswerStream<TRecord, TMessage>
    where TMessage : class, new()
{
    // Large enough that a message's own cost does not count, small enough to begin with at once.
    private const int ObservationsPerMessage = 10_000;

    /// <summary>Reads the page behind a position.</summary>
    public required Func<ResumeToken, Task<IReadOnlyList<TRecord>>> ReadPageAsync { get; init; }

    /// <summary>The series that a record is of.</summary>
    public required Func<TRecord, SeriesRecord> SeriesOf { get; init; }

    /// <summary>Prepares for the records of a page.</summary>
    public required Func<IReadOnlyList<TRecord>, Task> BeginPageAsync { get; init; }

    /// <summary>Adds a record to a message and says how many observations that is; 0 when the record has nothing to say.</summary>
    public required Func<TMessage, TRecord, int> Add { get; init; }

    /// <summary>Sends a message.</summary>
    public required Func<TMessage, ResumeToken, Task> SendAsync { get; init; }

    /// <summary>Streams all that comes behind a position, and the first message in any case.</summary>
    /// <param name="first">The first message, with what only it holds.</param>
    /// <param name="position">The position.</param>
    /// <param name="isEmpty">Whether nothing is selected.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async Task RunAsync(TMessage first, ResumeToken position, bool isEmpty, CancellationToken cancellationToken)
    {
        var (message, observations) = (first, 0);
        var page = isEmpty ? [] : await ReadPageAsync(position);
        while (page.Count > 0)
        {
            await BeginPageAsync(page);

            // The database reads the next page while this one is sent.
            position = After(page[^1]);
            var next = ReadPageAsync(position);
            foreach (var record in page)
            {
                observations += Add(message, record);
                if (observations < ObservationsPerMessage)
                    continue;
                await SendMessageAsync(After(record));
                message = new TMessage();
            }

            page = await next;
        }

        if (observations > 0 || ReferenceEquals(message, first))
            await SendMessageAsync(position);

        ResumeToken After(TRecord record) => position with { RefArea = SeriesOf(record).RefArea, SeriesId = SeriesOf(record).SeriesId };

        async Task SendMessageAsync(ResumeToken token)
        {
            // Not with the token of cancellation: a write that is cancelled resets the stream, and the caller is not told why.
            cancellationToken.ThrowIfCancellationRequested();
            await SendAsync(message, token);
            ExchangeTelemetry.ObservationsServed.Add(observations);
            observations = 0;
        }
    }
}
