using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using StatExchange.FunctionalTests.Infrastructure;
using StatExchange.V1;
using static StatExchange.FunctionalTests.Infrastructure.Figures;
using Operations = StatExchange.V1.SubmissionsService.SubmissionsServiceClient;

namespace StatExchange.FunctionalTests.Access;

/// <summary>
/// Another organisation's submission is not there: whatever is asked of it, the answer is the one for a submission that nobody has.
/// </summary>
public sealed class ForeignSubmissionTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    private const string Foreign = "AM.ARMSTAT";

    // One call of every operation, about a submission. An operation of the contract that is missing here fails its tests.
    private static readonly Dictionary<string, Func<Operations, Submission, Task<IMessage>>> Calls = new(StringComparer.Ordinal)
    {
        ["OpenSubmission"] = async (client, submission) => await client.OpenSubmissionAsync(
            new OpenSubmissionRequest { Organisation = submission.Organisation, ClientToken = submission.ClientToken, SourceName = submission.SourceName }),
        ["UploadSeries"] = async (client, submission) => await UploadAsync(client, submission),
        ["GetSubmission"] = async (client, submission) => await client.GetSubmissionAsync(
            new GetSubmissionRequest { SubmissionId = submission.SubmissionId }),
        ["ListSubmissions"] = async (client, submission) => await client.ListSubmissionsAsync(
            new ListSubmissionsRequest { Organisation = submission.Organisation }),
        ["ListFindings"] = async (client, submission) => await client.ListFindingsAsync(
            new ListFindingsRequest { SubmissionId = submission.SubmissionId }),
        ["GetValidationReport"] = async (client, submission) => await client.GetValidationReportAsync(
            new GetValidationReportRequest { SubmissionId = submission.SubmissionId }),
        ["JustifyWarnings"] = async (client, submission) => await client.JustifyWarningsAsync(
            new JustifyWarningsRequest { SubmissionId = submission.SubmissionId, Text = "Census" }),
        ["PublishSubmission"] = async (client, submission) => await client.PublishSubmissionAsync(
            new PublishSubmissionRequest { SubmissionId = submission.SubmissionId }),
        ["WithdrawSubmission"] = async (client, submission) => await client.WithdrawSubmissionAsync(
            new WithdrawSubmissionRequest { SubmissionId = submission.SubmissionId }),
        ["PreviewSubmission"] = async (client, submission) => await PreviewAsync(client, submission),
        ["ApproveSubmission"] = async (client, submission) => await client.ApproveSubmissionAsync(
            new ApproveSubmissionRequest { SubmissionId = submission.SubmissionId }),
        ["ScheduleSubmission"] = async (client, submission) => await client.ScheduleSubmissionAsync(
            new ScheduleSubmissionRequest { SubmissionId = submission.SubmissionId, Instant = NextYear }),
        ["CancelEmbargo"] = async (client, submission) => await client.CancelEmbargoAsync(
            new CancelEmbargoRequest { SubmissionId = submission.SubmissionId }),
        ["GetSubmissionPolicy"] = async (client, submission) => await client.GetSubmissionPolicyAsync(
            new GetSubmissionPolicyRequest { Organisation = submission.Organisation }),
        ["SetSubmissionPolicy"] = async (client, submission) => await client.SetSubmissionPolicyAsync(
            new SetSubmissionPolicyRequest { Organisation = submission.Organisation }),
    };

    // What the foreign organisation is told; of all other operations that there is no such submission.
    private static readonly Dictionary<string, string> Refusals = new(StringComparer.Ordinal)
    {
        ["OpenSubmission"] = "PermissionDenied NOT_ALLOWED",
        ["ListSubmissions"] = "OK { }",
        ["GetSubmissionPolicy"] = "PermissionDenied NOT_ALLOWED",
        ["SetSubmissionPolicy"] = "PermissionDenied NOT_ALLOWED",
    };

    private static readonly string[] OfOthers = ["SUBMISSION_NOT_FOUND", "ORGANISATION_NOT_FOUND", "CALLER_UNKNOWN", "NOT_ALLOWED"];

    public static MatrixTheoryData<string, SubmissionState> OperationsAndStates => new(
        V1.SubmissionsService.Descriptor.Methods.Select(method => method.Name),
        System.Enum.GetValues<SubmissionState>().Where(state => state != SubmissionState.Unspecified));

    private static Timestamp NextYear => Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddYears(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OperationsAndStates))]
    public async Task Is_answered_as_one_that_does_not_exist(string operation, SubmissionState state)
    {
        Assert.True(Calls.TryGetValue(operation, out var call), $"The operation {operation} has no case: who may call it?");
        var submission = await SubmissionInAsync(state);
        var unknown = new Submission(submission) { SubmissionId = $"{Guid.NewGuid()}", ClientToken = $"{Guid.NewGuid()}" };

        foreach (var (caller, answer) in new[]
        {
            (exchange.Server.As(Foreign), Refusals.GetValueOrDefault(operation, "NotFound SUBMISSION_NOT_FOUND")),
            (exchange.Server.As("KZ.BORDERS"), "NotFound ORGANISATION_NOT_FOUND"),
            (exchange.Server.AsNobody(), "Unauthenticated CALLER_UNKNOWN"),
        })
        {
            var told = await AnswerAsync(call, caller.Submissions, submission);
            Assert.StartsWith(answer, told, StringComparison.Ordinal);
            Assert.Equal(await AnswerAsync(call, caller.Submissions, unknown), told);
        }

        var own = exchange.Server.As(Provider).Submissions;
        var found = await own.GetSubmissionAsync(new GetSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation);
        Assert.Equal(submission, found.Submission);
        Assert.DoesNotContain((await AnswerAsync(call, own, submission)).Split(' ')[1], OfOthers);
    }

    [Fact]
    public async Task Is_in_no_list()
    {
        await SubmissionInAsync(SubmissionState.Received);
        var mine = await exchange.Client.OpenAsync(Foreign);

        var listed = await exchange.Server.As(Foreign).Submissions.ListSubmissionsAsync(new ListSubmissionsRequest(), cancellationToken: Cancellation);
        Assert.Equal(mine.Submission, Assert.Single(listed.Submissions));
    }

    [Fact]
    public async Task Is_not_there_to_be_replaced()
    {
        var submission = await SubmissionInAsync(SubmissionState.Published);
        foreach (var id in new[] { submission.SubmissionId, $"{Guid.NewGuid()}" })
        {
            var replacement = new OpenSubmissionRequest { Organisation = Foreign, ClientToken = $"{Guid.NewGuid()}", ReplacesSubmissionId = id };
            var failure = Failure.Of(await Assert.ThrowsAsync<RpcException>(
                async () => await exchange.Server.As(Foreign).Submissions.OpenSubmissionAsync(replacement, cancellationToken: Cancellation)));
            Assert.Equal(("SUBMISSION_NOT_FOUND", id), (failure.Reason, failure.Metadata["submission_id"]));
        }
    }

    private async Task<Submission> SubmissionInAsync(SubmissionState state)
    {
        var submission = await exchange.Client.OpenAsync(Provider);
        if (state == SubmissionState.Open)
            return submission.Submission;
        var area = state == SubmissionState.Refused ? "KAZ" : "KZ";
        StagedSeries[] figures = [Append(Series(Key(refArea: area), At("2017", 1)))];

        // Two people have to be told apart.
        if (state == SubmissionState.Approved)
        {
            var sent = await new Office(exchange.Server.Channel, Provider, "Sender").SendAsync(figures);
            return await new Office(exchange.Server.Channel, Provider, "Colleague").ApproveAsync(sent);
        }

        await submission.UploadAsync(figures.ToAsyncEnumerable(), cancellationToken: Cancellation);
        switch (state)
        {
            case SubmissionState.Published:
                await submission.PublishAsync(Cancellation);
                break;
            case SubmissionState.Withdrawn:
                await submission.WithdrawAsync(Cancellation);
                break;
            case SubmissionState.Scheduled:
                await exchange.Server.Submissions.ScheduleSubmissionAsync(
                    new ScheduleSubmissionRequest { SubmissionId = submission.Id, Instant = NextYear }, cancellationToken: Cancellation);
                break;
            case SubmissionState.Superseded:
                await submission.PublishAsync(Cancellation);
                using (var next = await RawSubmission.UploadAsync(exchange.Server, Provider, figures, opening => opening.ReplacesSubmissionId = submission.Id))
                    await next.PublishAsync();
                break;
        }

        Assert.Equal(state, (await submission.RefreshAsync(Cancellation)).State);
        return submission.Submission;
    }

    /// <summary>All that a caller can see of the answer, without the identifier that it sent.</summary>
    private static async Task<string> AnswerAsync(Func<Operations, Submission, Task<IMessage>> call, Operations client, Submission submission)
    {
        try
        {
            return $"OK {await call(client, submission)}";
        }
        catch (RpcException exception)
        {
            var details = System.Text.Encoding.Latin1.GetString(exception.GetRpcStatus().ToByteArray());
            return $"{exception.StatusCode} {Failure.Of(exception).Reason} {exception.Status.Detail} {details}"
                .Replace(submission.SubmissionId, "ID", StringComparison.Ordinal);
        }
    }

    private static async Task<IMessage> PreviewAsync(Operations client, Submission submission)
    {
        using var preview = client.PreviewSubmission(new PreviewSubmissionRequest { SubmissionId = submission.SubmissionId }, cancellationToken: Cancellation);
        await preview.ResponseStream.MoveNext(Cancellation);
        return preview.ResponseStream.Current;
    }

    private static async Task<IMessage> UploadAsync(Operations client, Submission submission)
    {
        using var upload = client.UploadSeries(cancellationToken: Cancellation);
        try
        {
            await upload.RequestStream.WriteAsync(
                new UploadSeriesRequest { Start = new UploadStart { SubmissionId = submission.SubmissionId } }, Cancellation);
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            // The server has refused already; reading tells why.
        }

        await upload.ResponseStream.MoveNext(Cancellation);
        return upload.ResponseStream.Current;
    }
}
