using Dapper;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Life;

/// <summary>Moves submissions from state to state, and keeps who did, when and why: the only place that does.</summary>
internal static class SubmissionLifeStore
{
    /// <summary>Moves a submission that is locked.</summary>
    /// <exception cref="Errors.ExchangeException">The table of transitions does not allow it.</exception>
    public static Task MoveAsync(NpgsqlConnection connection, SubmissionRecord submission, SubmissionState to, Actor actor, DateTimeOffset now)
    {
        if (!SubmissionLife.Allows(submission.State, to))
            throw SubmissionErrors.WrongState(submission);
        return connection.ExecuteAsync(
            """
            UPDATE submission SET state = @To WHERE submission_id = @SubmissionId;
            INSERT INTO submission_transition (submission_id, number, from_state, to_state, at, organisation, person, reason)
            SELECT @SubmissionId, coalesce(max(number), 0) + 1, @From, @To, @now, @Organisation, @Person, @Reason
            FROM submission_transition WHERE submission_id = @SubmissionId
            """,
            new
            {
                submission.SubmissionId,
                From = submission.State.ToString(),
                To = to.ToString(),
                now,
                actor.Caller.Organisation,
                actor.Caller.Person,
                actor.Reason,
            });
    }

    /// <summary>All that happened to a submission, in order.</summary>
    public static async Task<IReadOnlyList<TransitionRecord>> ListAsync(NpgsqlConnection connection, Guid submissionId) =>
        (await connection.QueryAsync<TransitionRecord>(
            """
            SELECT number, from_state, to_state, at, organisation, person, reason FROM submission_transition
            WHERE submission_id = @submissionId ORDER BY number
            """,
            new { submissionId })).AsList();

    /// <summary>
    /// Everybody who acted on a submission so far, those who justified its warnings included; empty for whoever did not say who it was.
    /// </summary>
    public static async Task<IReadOnlyList<string>> PeopleAsync(NpgsqlConnection connection, Guid submissionId) =>
        (await connection.QueryAsync<string>(
            """
            SELECT person FROM submission_transition WHERE submission_id = @submissionId AND organisation <> ''
            UNION
            SELECT justified_by FROM finding WHERE submission_id = @submissionId AND justified_by IS NOT NULL
            UNION
            SELECT author FROM finding WHERE submission_id = @submissionId AND author <> ''
            """,
            new { submissionId })).AsList();
}
