using System.Threading.Channels;
using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.Server.Mappings;
using StatExchange.Server.Submissions.Life;
using StatExchange.Server.Submissions.Rules;
using StatExchange.Server.Telemetry;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>
/// One upload stream. Batches are checked as they come while earlier ones are being staged; what has queued up meanwhile is
/// staged together, so that the disk is waited for once. The queue is short: a client that sends faster is held back.
/// </summary>
internal sealed class UploadSession(
    SubmissionsStore store, MappingsStore mappings, AgreementStore agreements, CatalogueSnapshot catalogue, Caller caller, Func<string, Task<SubmissionRecord>> findOwn,
    IAsyncStreamReader<UploadSeriesRequest> requests, IServerStreamWriter<UploadSeriesResponse> responses)
{
    private const int QueuedBatches = 4;
    private const int ShownFindings = 100;
    private FindingWords _words = new(catalogue, string.Empty);
    private SourceColumns _columns = SourceColumns.Parse(null);

    /// <summary>Serves the stream to its end.</summary>
    /// <remarks>
    /// Nothing is written with the token: a write that is cancelled resets the stream, and the caller is not told why.
    /// </remarks>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await requests.MoveNext(cancellationToken) || requests.Current.Start is not { } start)
            throw ExchangeException.InvalidField("start", "it has to come first");
        var submission = await findOwn(start.SubmissionId);
        SubmissionErrors.RequireState(submission, SubmissionState.Open, SubmissionState.Received, SubmissionState.Refused);
        _words = new FindingWords(catalogue, start.Language);
        if (submission.SourceColumns is null && start.Columns.Count > 0)
            submission = await store.SaveSourceColumnsAsync(submission, SourceColumns.ToJson(start.Columns), cancellationToken);
        _columns = SourceColumns.Parse(submission.SourceColumns);
        await responses.WriteAsync(new UploadSeriesResponse { Ready = new UploadReady { LastBatch = submission.LastBatch } }, CancellationToken.None);

        var queue = Channel.CreateBounded<CheckedBatch>(new BoundedChannelOptions(QueuedBatches) { SingleReader = true, SingleWriter = true });
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scope = await agreements.ScopeOfAsync(submission.Organisation, cancellationToken);
        var reading = ReadAsync(submission, scope, await MapperAsync(submission, cancellationToken), queue.Writer, session.Token);
        var staging = StageAsync(submission, queue.Reader, session.Token);

        // Whichever fails first ends the other: a reader would wait for a client that waits for acknowledgements.
        if (!(await Task.WhenAny(reading, staging)).IsCompletedSuccessfully)
            await session.CancelAsync();
        await Task.WhenAll(reading, staging);
        var end = await reading;
        if (end is null)
            return;
        var sealedSubmission = await store.SealAsync(submission.SubmissionId, end.Batches, end.Observations, new Actor(caller, string.Empty), cancellationToken);
        await responses.WriteAsync(new UploadSeriesResponse { Completed = sealedSubmission.ToProto() }, CancellationToken.None);
    }

    private async Task<UploadEnd?> ReadAsync(
        SubmissionRecord submission, ProvisionScope scope, SeriesMapper? mapper, ChannelWriter<CheckedBatch> queue, CancellationToken cancellationToken)
    {
        var check = new StructuralCheck(catalogue, submission.Organisation, scope, mapper, submission.ErrorHandling == ErrorHandling.LeaveOut);
        var expected = submission.LastBatch + 1;
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
                switch (requests.Current.MessageCase)
                {
                    case UploadSeriesRequest.MessageOneofCase.Batch when requests.Current.Batch.Number < 1:
                        throw ExchangeException.InvalidField("batch.number", $"{requests.Current.Batch.Number} is no number from 1");
                    case UploadSeriesRequest.MessageOneofCase.Batch when requests.Current.Batch.Number > expected:
                        throw SubmissionErrors.BatchOutOfOrder(expected, requests.Current.Batch.Number);
                    case UploadSeriesRequest.MessageOneofCase.Batch when requests.Current.Batch.Number == expected:
                        SubmissionErrors.RequireState(submission, SubmissionState.Open);
                        await queue.WriteAsync(check.Check(requests.Current.Batch), cancellationToken);
                        expected++;
                        break;
                    case UploadSeriesRequest.MessageOneofCase.Batch:
                        // Staged before a cut that lost the acknowledgement, which is given anew.
                        await queue.WriteAsync(CheckedBatch.Repeated(requests.Current.Batch.Number), cancellationToken);
                        break;
                    case UploadSeriesRequest.MessageOneofCase.End:
                        return requests.Current.End;
                    default:
                        throw ExchangeException.InvalidField("message", "after start come batches and an end");
                }
            }

            return null;
        }
        finally
        {
            queue.Complete();
        }
    }

    private async Task StageAsync(SubmissionRecord submission, ChannelReader<CheckedBatch> queue, CancellationToken cancellationToken)
    {
        var batches = new List<CheckedBatch>(QueuedBatches);
        var staged = submission;
        while (await queue.WaitToReadAsync(cancellationToken))
        {
            batches.Clear();
            while (batches.Count < QueuedBatches && queue.TryRead(out var batch))
            {
                if (!batch.IsRepeated)
                    batches.Add(batch);
            }

            if (batches.Count > 0)
                staged = await store.StageAsync(submission.SubmissionId, batches, cancellationToken);
            Count(batches);
            await responses.WriteAsync(Acknowledge(staged, batches), CancellationToken.None);
        }
    }

    private static void Count(List<CheckedBatch> batches)
    {
        ExchangeTelemetry.ObservationsStaged.Add(batches.Sum(batch => batch.ObservationCount));
        foreach (var rule in batches.SelectMany(batch => batch.Findings).GroupBy(finding => finding.Rule))
            ExchangeTelemetry.Findings.Add(rule.Count(), new KeyValuePair<string, object?>("rule", rule.Key.ToString()));
    }

    private UploadSeriesResponse Acknowledge(SubmissionRecord staged, List<CheckedBatch> batches)
    {
        var findings = batches.SelectMany(batch => batch.Findings).ToList();
        var first = staged.Findings - findings.Count + 1;
        return new UploadSeriesResponse
        {
            Acknowledgement = new UploadAcknowledgement
            {
                LastBatch = staged.LastBatch,
                Observations = staged.Observations,
                Errors = staged.Errors,
                Warnings = staged.Warnings,
                Findings = { findings.Take(ShownFindings).Select((finding, index) => (finding with { Number = first + index }).ToProto(_words, _columns)) },
            },
        };
    }

    private async Task<SeriesMapper?> MapperAsync(SubmissionRecord submission, CancellationToken cancellationToken)
    {
        if (submission.MappingId.Length == 0)
            return null;
        var mapping = await mappings.GetAsync(submission.Organisation, submission.MappingId, submission.MappingVersion, cancellationToken);
        return new SeriesMapper(mapping.ToProto(), catalogue);
    }
}
