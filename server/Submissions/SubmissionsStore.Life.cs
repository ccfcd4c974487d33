using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>What happens to a submission beside its upload and publication.</content>
internal sealed partial class SubmissionsStore
{
    /// <summary>All that happened to a submission, in order.</summary>
    public async Task<IReadOnlyList<TransitionRecord>> ListTransitionsAsync(Guid submissionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await SubmissionLifeStore.ListAsync(connection, submissionId);
    }

    /// <summary>Approves a received submission, or finds that it is approved already.</summary>
    /// <exception cref="Errors.ExchangeException">It cannot be approved, or not by this person.</exception>
    public async Task<SubmissionRecord> ApproveAsync(Guid submissionId, Actor actor, CancellationToken cancellationToken)
    {
        await JudgeAgainAsync(submissionId, cancellationToken);
        return await ChangeAsync(submissionId, SubmissionState.Approved, async (connection, submission) =>
        {
            SubmissionErrors.RequireState(submission, SubmissionState.Received);
            if (submission.DryRun)
                throw SubmissionErrors.WrongState(submission);
            if (submission.UnjustifiedWarnings > 0)
                throw SubmissionErrors.NotJustified(submission);
            var people = await SubmissionLifeStore.PeopleAsync(connection, submissionId);
            if (actor.Caller.Person.Length == 0 || people.Contains(actor.Caller.Person, StringComparer.OrdinalIgnoreCase) || people.Contains(string.Empty))
                throw SubmissionErrors.ApproverNotAllowed(submission, actor.Caller.Person, people);
            await MoveAsync(connection, submission, SubmissionState.Approved, actor);
        }, cancellationToken);
    }

    /// <summary>Schedules a submission that could be published now for an instant, or moves its embargo.</summary>
    /// <exception cref="Errors.ExchangeException">It cannot be scheduled; nothing has changed.</exception>
    public async Task<SubmissionRecord> ScheduleAsync(Guid submissionId, EmbargoInstant embargo, Actor actor, CancellationToken cancellationToken)
    {
        // What would fail at the instant is better known now.
        if (await JudgeAgainAsync(submissionId, cancellationToken) is { State: SubmissionState.Received or SubmissionState.Approved, DryRun: false })
            await RequireMergesAsync(submissionId, cancellationToken);
        return await ChangeAsync(submissionId, null, async (connection, submission) =>
        {
            if (submission.State != SubmissionState.Scheduled)
                await RequirePublishableAsync(connection, submission);
            await connection.ExecuteAsync(
                "UPDATE submission SET embargo_at = @Instant, embargo_zone = @Zone WHERE submission_id = @submissionId",
                new { submissionId, embargo.Instant, Zone = embargo.Zone.Id });
            await MoveAsync(connection, submission, SubmissionState.Scheduled, actor with { Reason = WithEmbargo(actor.Reason, embargo) });
            await SupersedeAsync(connection, submission, actor, alsoPublished: false, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Cancels an embargo, or finds that there is none.</summary>
    public Task<SubmissionRecord> CancelEmbargoAsync(Guid submissionId, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(submissionId, null, async (connection, submission) =>
        {
            if (submission is { State: SubmissionState.Received or SubmissionState.Approved, DryRun: false })
                return;
            SubmissionErrors.RequireState(submission, SubmissionState.Scheduled);
            await UnscheduleAsync(connection, submission, actor);
        }, cancellationToken);

    /// <summary>Withdraws a submission unless it is published, and drops what it staged.</summary>
    /// <returns>The submission as it is now.</returns>
    public Task<SubmissionRecord> WithdrawAsync(Guid submissionId, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(submissionId, SubmissionState.Withdrawn, async (connection, submission) =>
        {
            if (submission.Release is not null)
                throw SubmissionErrors.WrongState(submission);
            await MoveAsync(connection, submission, SubmissionState.Withdrawn, actor);
            await CloseAsync(connection, submissionId, cancellationToken);
        }, cancellationToken);

    /// <summary>How an organisation's submissions are published.</summary>
    public async Task<PolicyRecord> FindPolicyAsync(string organisation, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindPolicyAsync(connection, organisation);
    }

    /// <summary>Sets how an organisation's submissions are published.</summary>
    public async Task<PolicyRecord> SetPolicyAsync(string organisation, bool requiresApproval, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            INSERT INTO submission_policy (organisation, requires_approval, set_at, set_by) VALUES (@organisation, @requiresApproval, @Now, @Person)
            ON CONFLICT (organisation) DO UPDATE SET
                requires_approval = excluded.requires_approval, set_at = excluded.set_at, set_by = excluded.set_by
            """,
            new { organisation, requiresApproval, Now = time.GetUtcNow(), actor.Caller.Person });
        var subject = new { organisation, requires_approval = requiresApproval };
        await AuditStore.AppendAsync(connection, actor.Caller.Did("SET_SUBMISSION_POLICY", subject) with { Concerns = [organisation] }, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        return await FindPolicyAsync(connection, organisation);
    }

    private static async Task<PolicyRecord> FindPolicyAsync(NpgsqlConnection connection, string organisation) =>
        await connection.QuerySingleOrDefaultAsync<PolicyRecord>(
            "SELECT organisation, requires_approval, set_at, set_by FROM submission_policy WHERE organisation = @organisation", new { organisation })
        ?? new PolicyRecord { Organisation = organisation };

    // Changes a submission that nobody else changes meanwhile; one that is what it is to become already stays as it is.
    private async Task<SubmissionRecord> ChangeAsync(
        Guid submissionId, SubmissionState? becomes, Func<NpgsqlConnection, SubmissionRecord, Task> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var submission = await LockAsync(connection, submissionId) ?? throw SubmissionErrors.NotFound(submissionId.ToString());
        if (submission.State == becomes)
            return submission;
        await change(connection, submission);
        var changed = await FindAsync(connection, submissionId);
        await transaction.CommitAsync(cancellationToken);
        return changed!;
    }

    private Task MoveAsync(NpgsqlConnection connection, SubmissionRecord submission, SubmissionState to, Actor actor) =>
        SubmissionLifeStore.MoveAsync(connection, submission, to, actor, time.GetUtcNow());

    // It was approved, or it was not: it becomes again what it was.
    private async Task<SubmissionState> UnscheduleAsync(NpgsqlConnection connection, SubmissionRecord submission, Actor actor)
    {
        var transitions = await SubmissionLifeStore.ListAsync(connection, submission.SubmissionId);
        var before = transitions.Last(step => step.ToState == SubmissionState.Scheduled && step.FromState != SubmissionState.Scheduled).FromState!.Value;
        await MoveAsync(connection, submission, before, actor);
        await connection.ExecuteAsync(
            "UPDATE submission SET embargo_at = NULL, embargo_zone = '' WHERE submission_id = @SubmissionId", new { submission.SubmissionId });
        return before;
    }

    private static async Task RequirePublishableAsync(NpgsqlConnection connection, SubmissionRecord submission)
    {
        if (submission.State == SubmissionState.Refused)
            throw SubmissionErrors.HasErrors(submission);
        SubmissionErrors.RequireState(submission, SubmissionState.Received, SubmissionState.Approved);
        if (submission.DryRun)
            throw SubmissionErrors.WrongState(submission);
        if (submission.UnjustifiedWarnings > 0)
            throw SubmissionErrors.NotJustified(submission);
        if (submission.State != SubmissionState.Approved && (await FindPolicyAsync(connection, submission.Organisation)).RequiresApproval)
            throw SubmissionErrors.ApprovalRequired(submission);
    }

    // The submission that this one replaces is locked with it. One that is published is superseded only by what is published.
    private async Task SupersedeAsync(
        NpgsqlConnection connection, SubmissionRecord submission, Actor actor, bool alsoPublished, CancellationToken cancellationToken)
    {
        if (submission.ReplacesSubmissionId is not { } replacedId || await FindAsync(connection, replacedId) is not { } replaced)
            return;
        var isPublished = replaced.State == SubmissionState.Published;
        if (!SubmissionLife.Allows(replaced.State, SubmissionState.Superseded) || (isPublished && !alsoPublished))
            return;
        await MoveAsync(connection, replaced, SubmissionState.Superseded, actor with { Reason = $"Submission {submission.SubmissionId} replaces it." });
        await connection.ExecuteAsync(
            "UPDATE submission SET replaced_by = @SubmissionId WHERE submission_id = @replacedId", new { submission.SubmissionId, replacedId });
        if (!isPublished)
            await CloseAsync(connection, replacedId, cancellationToken);
    }

    private async Task CloseAsync(NpgsqlConnection connection, Guid submissionId, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            "UPDATE submission SET closed_at = @Now, embargo_at = NULL, embargo_zone = '' WHERE submission_id = @submissionId",
            new { submissionId, Now = time.GetUtcNow() });
        await DropStagedAsync(connection, submissionId, cancellationToken);
    }

    private static string WithEmbargo(string reason, EmbargoInstant embargo) =>
        $"{EmbargoInstant.LocalTime(embargo.Instant, embargo.Zone.Id)} {embargo.Zone.Id}{(reason.Length > 0 ? $": {reason}" : string.Empty)}";
}
