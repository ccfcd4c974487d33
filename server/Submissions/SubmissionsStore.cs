using Dapper;
using Npgsql;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>All SQL of submissions: their records here; staging, findings and publishing in the other parts.</summary>
internal sealed partial class SubmissionsStore(
    NpgsqlDataSource database, TableFinder finder, FigureProtection protection, TimeProvider time) : IDisposable
{
    private const string SelectSubmission =
        $"""
        SELECT s.submission_id, s.organisation, s.client_token, s.dataflow, s.source_name, s.content_digest, s.state, s.opened_at, s.received_at, s.closed_at,
               s.last_batch, s.series, s.observations, s.errors, s.findings, s.warnings, s.information, s.unjustified_warnings, s.left_out,
               s.dry_run, s.error_handling, s.mapping_id, s.mapping_version, s.profile, s.reporting_period, s.source_columns::text,
               s.opened_by, s.embargo_at, s.embargo_zone, s.replaces_submission_id, s.replaced_by, s.judged_release_id, {ReleaseLog.Columns}
        FROM submission s LEFT JOIN release r ON r.submission_id = s.submission_id {ReleaseLog.JoinWithdrawal}
        """;

    /// <inheritdoc/>
    public void Dispose() => _publisher.Dispose();

    /// <summary>Opens a submission, or finds the one the organisation opened with this token.</summary>
    public async Task<SubmissionRecord> OpenAsync(SubmissionOpening opening, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            WITH opened AS (
                INSERT INTO submission (submission_id, organisation, client_token, dataflow, source_name, content_digest, dry_run, error_handling,
                                        mapping_id, mapping_version, profile, reporting_period, replaces_submission_id, state, opened_at, opened_by)
                VALUES (@Id, @Organisation, @ClientToken, @Dataflow, @SourceName, @ContentDigest, @DryRun, @ErrorHandling,
                        @MappingId, @MappingVersion, @Profile, @ReportingPeriod, @ReplacesSubmissionId, @State, @Now, @Person)
                ON CONFLICT (organisation, client_token) DO NOTHING
                RETURNING submission_id
            )
            INSERT INTO submission_transition (submission_id, number, from_state, to_state, at, organisation, person, reason)
            SELECT submission_id, 1, NULL, @State, @Now, @Organisation, @Person, @Reason FROM opened
            """,
            new
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                opening.Organisation,
                opening.ClientToken,
                opening.Dataflow,
                opening.ContentDigest,
                opening.SourceName,
                opening.DryRun,
                ErrorHandling = opening.ErrorHandling.ToString(),
                opening.MappingId,
                opening.MappingVersion,
                opening.Profile,
                opening.ReportingPeriod,
                opening.ReplacesSubmissionId,
                State = nameof(SubmissionState.Open),
                Now = time.GetUtcNow(),
                actor.Caller.Person,
                actor.Reason,
            });
        return await SingleAsync(
            connection, "s.organisation = @Organisation AND s.client_token = @ClientToken", new { opening.Organisation, opening.ClientToken })
            ?? throw new InvalidOperationException("A submission vanished while it was opened.");
    }

    /// <summary>Keeps where concepts stand in the file of a submission.</summary>
    /// <returns>The submission afterwards.</returns>
    public async Task<SubmissionRecord> SaveSourceColumnsAsync(
        SubmissionRecord submission, string? columns, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "UPDATE submission SET source_columns = @columns::jsonb WHERE submission_id = @SubmissionId", new { columns, submission.SubmissionId });
        return submission with { SourceColumns = columns };
    }

    /// <summary>Finds a submission; null when there is none.</summary>
    public async Task<SubmissionRecord?> FindAsync(Guid submissionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, submissionId);
    }

    /// <summary>Lists submissions of an organisation, the latest first, from behind a submission that a page ended with.</summary>
    public async Task<IReadOnlyList<SubmissionRecord>> ListAsync(
        string organisation, SubmissionState? state, (DateTime OpenedAt, Guid Id)? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var records = await QueryAsync(
            connection,
            $"""
            {SelectSubmission}
            WHERE s.organisation = @organisation
              AND (@State::text IS NULL OR s.state = @State)
              AND (@OpenedAt::timestamptz IS NULL OR (s.opened_at, s.submission_id) < (@OpenedAt, @Id))
            ORDER BY s.opened_at DESC, s.submission_id DESC
            LIMIT @limit
            """,
            new { organisation, State = state?.ToString(), after?.OpenedAt, after?.Id, limit });
        return records.AsList();
    }

    private static Task<int> DropStagedAsync(NpgsqlConnection connection, Guid submissionId, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM staged_series WHERE submission_id = @submissionId", new { submissionId }, commandTimeout: 0,
            cancellationToken: cancellationToken));

    private static Task<SubmissionRecord?> FindAsync(NpgsqlConnection connection, Guid submissionId) =>
        SingleAsync(connection, "s.submission_id = @submissionId", new { submissionId });

    /// <summary>
    /// Reads and locks a submission until the transaction ends, so that its state stays what was read; and with it the one that it
    /// replaces, in one order for all, so that two of them never wait for one another. From here on the transaction works for the
    /// submission's organisation: it knows its restricted figures.
    /// </summary>
    internal static async Task<SubmissionRecord?> LockAsync(NpgsqlConnection connection, Guid submissionId)
    {
        await connection.ExecuteAsync(
            """
            SELECT CASE WHEN submission_id = @submissionId THEN set_config('statexchange.organisation', organisation, true) END
            FROM submission
            WHERE submission_id = @submissionId
               OR submission_id = (SELECT replaces_submission_id FROM submission WHERE submission_id = @submissionId)
            ORDER BY submission_id FOR UPDATE
            """,
            new { submissionId });
        return await FindAsync(connection, submissionId);
    }

    private static async Task<SubmissionRecord?> SingleAsync(NpgsqlConnection connection, string condition, object parameters) =>
        (await QueryAsync(connection, $"{SelectSubmission} WHERE {condition}", parameters)).SingleOrDefault();

    private static Task<IEnumerable<SubmissionRecord>> QueryAsync(NpgsqlConnection connection, string sql, object parameters) =>
        connection.QueryAsync<SubmissionRecord, ReleaseRecord?, SubmissionRecord>(
            sql, (submission, release) => submission with { Release = release }, parameters, splitOn: "release_id");
}
