using Grpc.Core;
using StatExchange.Server.Access;
using StatExchange.Server.Errors;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>What happens to a submission beside its upload.</content>
internal sealed partial class SubmissionsService
{
    private const int MaxReasonLength = 1000;

    // Large enough that a message's own cost does not count, small enough to begin with at once.
    private const int ObservationsPerMessage = 10_000;
    private const int ShownFindings = 100;
    private static readonly string[] RevisionKinds = ["REVISED_SHARE", "REVISION_SIZE"];

    /// <inheritdoc/>
    public override async Task PreviewSubmission(
        PreviewSubmissionRequest request, IServerStreamWriter<PreviewSubmissionResponse> responseStream, ServerCallContext context)
    {
        var own = await access.FindOwnAsync(request.SubmissionId, context);
        RequestLanguage.Require(request.Language);
        using var cancellation = lifetime.Link(context);
        var cancellationToken = cancellation.Token;
        var submission = await store.JudgeAgainAsync(own.SubmissionId, cancellationToken);
        if (!SubmissionLife.Possible(submission).Contains(SubmissionAction.Preview))
            throw SubmissionErrors.WrongState(submission);

        var (preview, against) = (new SubmissionPreview(catalogue.Current), 0L);
        var (changes, observations) = (new PreviewedChanges(), 0);
        await foreach (var series in store.PreviewAsync(submission.SubmissionId, release => against = release, cancellationToken))
        {
            if (preview.Add(series) is not { } change || request.SummaryOnly)
                continue;
            changes.Changes.Add(change);
            CountConfidential(change.Before);
            observations += (change.Before?.Periods.Count ?? 0) + (change.After?.Periods.Count ?? 0) + 1;
            if (observations >= ObservationsPerMessage)
                await SendChangesAsync();
        }

        await store.RequireSuccessAsync(submission.SubmissionId, preview.Outcome, cancellationToken);
        if (observations > 0)
            await SendChangesAsync();
        var summary = new PreviewSummary
        {
            Submission = submission.ToProto(),
            Against = new Vintage { ReleaseId = against },
            Indicators = { preview.Indicators },
            Total = preview.Total,
            Findings = { await RevisionFindingsAsync(submission, request.Language, cancellationToken) },
        };
        await responseStream.WriteAsync(new PreviewSubmissionResponse { Summary = summary }, CancellationToken.None);

        // What is hidden of it for the sake of others nobody stated, and its provider is shown it in no other way than these.
        void CountConfidential(Series? before)
        {
            var count = before?.ConfStatus.Where((letter, position) => letter != DataStructureDefinition.FreeStatus && !before.WithoutValue.Contains(position)).Count() ?? 0;
            if (count > 0)
                Caller.Of(context).Reads.Add(own.Organisation, count, against);
        }

        async Task SendChangesAsync()
        {
            // Not with the token: a write that is cancelled resets the stream, and the caller is not told why.
            cancellationToken.ThrowIfCancellationRequested();
            await responseStream.WriteAsync(new PreviewSubmissionResponse { Changes = changes }, CancellationToken.None);
            (changes, observations) = (new PreviewedChanges(), 0);
        }
    }

    /// <inheritdoc/>
    public override async Task<ApproveSubmissionResponse> ApproveSubmission(ApproveSubmissionRequest request, ServerCallContext context)
    {
        var own = await access.FindOwnAsync(request.SubmissionId, context);
        var submission = await store.ApproveAsync(own.SubmissionId, ActorOf(context, request.Reason), context.CancellationToken);
        return new ApproveSubmissionResponse { Submission = submission.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<ScheduleSubmissionResponse> ScheduleSubmission(ScheduleSubmissionRequest request, ServerCallContext context)
    {
        var own = await access.FindOwnAsync(request.SubmissionId, context);
        var actor = ActorOf(context, request.Reason);
        var embargo = EmbargoInstant.Of(request, time.GetUtcNow());
        return new ScheduleSubmissionResponse
        {
            Submission = (await store.ScheduleAsync(own.SubmissionId, embargo, actor, context.CancellationToken)).ToProto(),
        };
    }

    /// <inheritdoc/>
    public override async Task<CancelEmbargoResponse> CancelEmbargo(CancelEmbargoRequest request, ServerCallContext context)
    {
        var own = await access.FindOwnAsync(request.SubmissionId, context);
        var submission = await store.CancelEmbargoAsync(own.SubmissionId, ActorOf(context, request.Reason), context.CancellationToken);
        return new CancelEmbargoResponse { Submission = submission.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<PublishSubmissionResponse> PublishSubmission(PublishSubmissionRequest request, ServerCallContext context)
    {
        var own = await access.FindOwnAsync(request.SubmissionId, context);
        var submission = await store.PublishAsync(own.SubmissionId, ActorOf(context, request.Reason), context.CancellationToken);
        logger.LogInformation(
            "Release {ReleaseId} of {Organisation}: {Added} observations added, {Changed} changed, {Deleted} deleted",
            submission.Release!.ReleaseId, submission.Organisation, submission.Release.ObservationsAdded,
            submission.Release.ObservationsChanged, submission.Release.ObservationsDeleted);
        return new PublishSubmissionResponse { Submission = submission.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<WithdrawSubmissionResponse> WithdrawSubmission(WithdrawSubmissionRequest request, ServerCallContext context)
    {
        var own = await access.FindOwnAsync(request.SubmissionId, context);
        var submission = await store.WithdrawAsync(own.SubmissionId, ActorOf(context, request.Reason), context.CancellationToken);
        return new WithdrawSubmissionResponse { Submission = submission.ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<GetSubmissionPolicyResponse> GetSubmissionPolicy(GetSubmissionPolicyRequest request, ServerCallContext context)
    {
        RequireOwnPolicy(request.Organisation, context);
        return new GetSubmissionPolicyResponse { Policy = (await store.FindPolicyAsync(request.Organisation, context.CancellationToken)).ToProto() };
    }

    /// <inheritdoc/>
    public override async Task<SetSubmissionPolicyResponse> SetSubmissionPolicy(SetSubmissionPolicyRequest request, ServerCallContext context)
    {
        RequireOwnPolicy(request.Organisation, context);
        var policy = await store.SetPolicyAsync(request.Organisation, request.RequiresApproval, ActorOf(context), context.CancellationToken);
        return new SetSubmissionPolicyResponse { Policy = policy.ToProto() };
    }

    private void RequireOwnPolicy(string organisation, ServerCallContext context)
    {
        var caller = access.RequireCaller(context);
        catalogue.Current.RequireOrganisation(organisation);
        AccessGuard.Require(caller.MayKnowAndSetPolicyOf(organisation), caller, organisation);
    }

    private static Actor ActorOf(ServerCallContext context, string reason = "")
    {
        if (reason.Length > MaxReasonLength)
            throw ExchangeException.InvalidField("reason", $"it has more than {MaxReasonLength} characters");
        OpeningCheck.RequireNoNul(reason, "reason");
        return new Actor(Caller.Of(context), reason.Trim());
    }

    private async Task<IReadOnlyList<Finding>> RevisionFindingsAsync(SubmissionRecord submission, string language, CancellationToken cancellationToken)
    {
        var words = new FindingWords(catalogue.Current, language);
        var columns = SourceColumns.Parse(submission.SourceColumns);
        var findings = new List<Finding>();
        foreach (var rule in catalogue.Current.ValidationRules.Where(rule => RevisionKinds.Contains(rule.Kind, StringComparer.Ordinal)))
        {
            var filter = new FindingFilter(null, null, rule.Id, null, UnjustifiedOnly: false);
            var found = await store.ListFindingsAsync(submission.SubmissionId, filter, 0, ShownFindings - findings.Count, cancellationToken);
            findings.AddRange(found.Select(finding => finding.ToProto(words, columns)));
        }

        return findings;
    }
}
