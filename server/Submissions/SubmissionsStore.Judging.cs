using Dapper;
using Npgsql;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Submissions.ContentRules;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>Applying the rules on the content again, when other releases came first.</content>
internal sealed partial class SubmissionsStore
{
    // Whether a release has changed a series of the submission since the rules were applied.
    private const string IsStale =
        """
        SELECT EXISTS (
            SELECT 1 FROM staged_series s JOIN series_current c USING (ref_area, series_id)
            WHERE s.submission_id = @SubmissionId AND c.release_id > @JudgedReleaseId)
        """;

    // What was justified stays justified as long as it is the same value that the same rule warns of. Errors that left something out
    // are not found again: what they left out is not looked at any more.
    private const string StashFindings =
        """
        CREATE TEMPORARY TABLE judged_before ON COMMIT DROP AS
        SELECT rule_id, ref_area, series_id, period_ordinal, value, justification, author, justified_by, justified_at
        FROM finding WHERE submission_id = @SubmissionId AND rule = @Content AND justification IS NOT NULL;
        DELETE FROM finding WHERE submission_id = @SubmissionId AND rule = @Content AND NOT (@leavesOut AND severity = @Error)
        """;

    private const string RestoreJustifications =
        """
        UPDATE finding f SET justification = b.justification, author = b.author, justified_by = b.justified_by, justified_at = b.justified_at
        FROM judged_before b
        WHERE f.submission_id = @SubmissionId AND f.rule_id = b.rule_id AND f.ref_area IS NOT DISTINCT FROM b.ref_area
          AND f.series_id IS NOT DISTINCT FROM b.series_id AND f.period_ordinal IS NOT DISTINCT FROM b.period_ordinal AND f.value = b.value
        """;

    /// <summary>
    /// Applies the rules on the content again to a submission that waits for publication, if releases have changed its series since.
    /// </summary>
    /// <returns>The submission, which may have become refused, or lost its approval.</returns>
    public async Task<SubmissionRecord> JudgeAgainAsync(Guid submissionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var known = await FindAsync(connection, submissionId) ?? throw SubmissionErrors.NotFound(submissionId.ToString());
        if (!IsWaiting(known) || !await IsStaleAsync(connection, known))
            return known;
        await AnalyzeStagedAsync(connection, submissionId, cancellationToken);
        return await ChangeAsync(submissionId, null, async (connection, submission) =>
        {
            if (!IsWaiting(submission))
                return;
            var lastRelease = await ReleaseLog.LastAsync(connection);
            await connection.ExecuteAsync(StashFindings, new
            {
                submission.SubmissionId,
                Content = (int)FindingRule.Content,
                leavesOut = submission.ErrorHandling == ErrorHandling.LeaveOut,
                Error = (int)FindingSeverity.Error,
            });
            var lastNumber = await connection.ExecuteScalarAsync<long>(
                "SELECT coalesce(max(number), 0) FROM finding WHERE submission_id = @submissionId", new { submissionId });
            await ContentRulesStore.CheckAsync(connection, submission, lastNumber, cancellationToken);
            await connection.ExecuteAsync(RestoreJustifications, new { submission.SubmissionId });
            var judged = await MarkJudgedAsync(connection, submissionId, lastRelease);
            var actor = Actor.Service($"The rules were applied again after release {lastRelease}.");
            if (judged.IsRefusedByErrors)
                await MoveAsync(connection, submission, SubmissionState.Refused, actor);
            else if (judged is { State: SubmissionState.Approved, UnjustifiedWarnings: > 0 })
                await MoveAsync(connection, submission, SubmissionState.Received, actor);
        }, cancellationToken);
    }

    private static bool IsWaiting(SubmissionRecord submission) =>
        submission is { State: SubmissionState.Received or SubmissionState.Approved, DryRun: false };

    private static Task<bool> IsStaleAsync(NpgsqlConnection connection, SubmissionRecord submission) =>
        connection.ExecuteScalarAsync<bool>(IsStale, new { submission.SubmissionId, submission.JudgedReleaseId });

    private static async Task<SubmissionRecord> MarkJudgedAsync(NpgsqlConnection connection, Guid submissionId, long lastRelease)
    {
        await CountFindingsAsync(connection, submissionId);
        await connection.ExecuteAsync(
            "UPDATE submission SET judged_release_id = @lastRelease WHERE submission_id = @submissionId", new { submissionId, lastRelease });
        return (await FindAsync(connection, submissionId))!;
    }
}
