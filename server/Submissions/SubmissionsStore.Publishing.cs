using System.Diagnostics;
using Dapper;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.Server.Errors;
using StatExchange.Server.Submissions.Life;
using StatExchange.Server.Telemetry;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>Publishing: one transaction that makes all of a submission visible, and writes only what differs.</content>
internal sealed partial class SubmissionsStore
{
    private static readonly string Shared = string.Join(", ", SeriesTable.Columns.Select(column => $"\"{column}\""));

    // Publishers of one process queue here, not in the database: each needs a second connection, and waiting ones must not hold
    // the connections that the one at work is going to need.
    private readonly SemaphoreSlim _publisher = new(1, 1);

    /// <summary>Publishes a submission now, or finds that it is published already.</summary>
    /// <exception cref="ExchangeException">It cannot be published; nothing has changed.</exception>
    public async Task<SubmissionRecord> PublishAsync(Guid submissionId, Actor actor, CancellationToken cancellationToken)
    {
        await _publisher.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                // Until no release comes between the judgement and the publication.
                await JudgeAgainAsync(submissionId, cancellationToken);
                if (await TryPublishAsync(submissionId, actor, isDue: false, cancellationToken) is { } published)
                    return published;
            }
        }
        finally
        {
            _publisher.Release();
        }
    }

    /// <summary>
    /// Publishes a scheduled submission whose instant has come; nothing happens when it is not so any more. One that cannot be
    /// published goes back to where it was, with the reason.
    /// </summary>
    /// <returns>The submission, published or not; null when there was nothing to do.</returns>
    public async Task<SubmissionRecord?> PublishDueAsync(Guid submissionId, CancellationToken cancellationToken)
    {
        await _publisher.WaitAsync(cancellationToken);
        try
        {
            return await TryPublishAsync(submissionId, Actor.Service("The instant of its embargo came."), isDue: true, cancellationToken);
        }
        catch (ExchangeException exception) when (exception.Reason is ErrorReason.NothingToMergeInto or ErrorReason.DecimalsDoNotFit)
        {
            return await ChangeAsync(submissionId, null, async (connection, submission) =>
            {
                if (IsDue(submission))
                    await UnscheduleAsync(connection, submission, Actor.Service(exception.Message));
            }, cancellationToken);
        }
        finally
        {
            _publisher.Release();
        }
    }

    /// <summary>The scheduled submissions whose instant has come, the earliest first, and the next instant to come; null for none.</summary>
    public async Task<(IReadOnlyList<Guid> Due, DateTime? Next)> FindDueAsync(CancellationToken cancellationToken)
    {
        const int enough = 100;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var scheduled = (await connection.QueryAsync<(Guid SubmissionId, DateTime EmbargoAt)>(
            $"""
            SELECT submission_id, embargo_at FROM submission WHERE state = 'Scheduled'
            ORDER BY embargo_at, submission_id LIMIT {enough}
            """)).AsList();
        var now = time.GetUtcNow().UtcDateTime;
        var due = scheduled.TakeWhile(entry => entry.EmbargoAt <= now).Select(entry => entry.SubmissionId).ToList();
        return (due, due.Count < scheduled.Count ? scheduled[due.Count].EmbargoAt : null);
    }

    private bool IsDue(SubmissionRecord submission) =>
        submission.State == SubmissionState.Scheduled && submission.EmbargoAt <= time.GetUtcNow().UtcDateTime;

    private async Task<SubmissionRecord?> TryPublishAsync(Guid submissionId, Actor actor, bool isDue, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await AnalyzeStagedAsync(connection, submissionId, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var submission = await LockAsync(connection, submissionId) ?? throw SubmissionErrors.NotFound(submissionId.ToString());
        if (isDue && !IsDue(submission))
            return null;
        if (!isDue && submission.State is SubmissionState.Published or SubmissionState.Superseded && submission.Release is not null)
            return submission;
        if (!isDue)
            await RequirePublishableAsync(connection, submission);

        await ReleaseLog.LockAsync(connection, cancellationToken);
        if (!isDue && await IsStaleAsync(connection, submission))
            return null;
        using var activity = ExchangeTelemetry.Activities.StartActivity("publish");
        var started = Stopwatch.GetTimestamp();
        var release = await ReleaseLog.NextAsync(connection, time.GetUtcNow()) with
        {
            SubmissionId = submissionId,
            Organisation = submission.Organisation,
            Reason = isDue ? string.Empty : actor.Reason,
            EmbargoAt = isDue ? submission.EmbargoAt : null,
        };
        var tables = await FindTablesAsync(connection, submissionId, cancellationToken);
        var parameters = new { submissionId, release.ReleaseId, release.PublishedAt, tables.Areas, tables.Indicators };
        var added = await connection.QuerySingleAsync<(long Series, long Observations)>(new CommandDefinition(
            tables.IsEmpty ? AddNewSeries : AddUnprotectedSeries, parameters, commandTimeout: 0, cancellationToken: cancellationToken));
        release = release with { SeriesAdded = added.Series, ObservationsAdded = added.Observations };
        var hidden = new HiddenObservations();
        if (added.Series < submission.Series)
            (release, hidden) = await MergeAsync(connection, submission, release, tables, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            hidden.HasTables ? KeepOrigins(KnownFigures) : KeepOriginsOfPublic, new { submissionId, release.ReleaseId }, commandTimeout: 0,
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            hidden.HasTables ? KeepJustifications(KnownFigures) : KeepJustificationsOfPublic, new { submissionId, release.ReleaseId }, commandTimeout: 0,
            cancellationToken: cancellationToken));
        await QuotationCover.CoverAsync(connection, hidden, cancellationToken);
        await QuotationCover.CoverJustificationsAsync(connection, release.ReleaseId, cancellationToken);
        await KeepEmbargoesAsync(connection, submission, cancellationToken);
        await DropStagedAsync(connection, submissionId, cancellationToken);
        await MoveAsync(connection, submission, SubmissionState.Published, actor);
        await connection.ExecuteAsync(
            "UPDATE submission SET closed_at = @PublishedAt WHERE submission_id = @submissionId", new { submissionId, release.PublishedAt });
        await SupersedeAsync(connection, submission, actor, alsoPublished: true, cancellationToken);
        await ReleaseLog.AppendAsync(connection, release);
        var published = await FindAsync(connection, submissionId);
        await transaction.CommitAsync(cancellationToken);
        ExchangeTelemetry.PublicationDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        return published;
    }

    private static string Standard(string column, char standard) =>
        $"nullif(replace(s.{column}, '{DataStructureDefinition.NotStated}', '{standard}'), repeat('{standard}', length(s.{column})))";

    private static readonly string StandardStatus = Standard("obs_status", DataStructureDefinition.NormalStatus);
    private static readonly string StandardConfidentiality = Standard("conf_status", DataStructureDefinition.FreeStatus);

    // Series that came whole, in one piece, are all that a first delivery has and most of any other. What is to be put together:
    // the others, and everything when a wildcard may delete between any two pieces.
    private static readonly string Composites =
        $"""
        wildcard AS (SELECT * FROM staged_series WHERE submission_id = @submissionId AND series_id IS NULL),
        composite AS (
            SELECT ref_area, series_id FROM staged_series
            WHERE submission_id = @submissionId AND series_id IS NOT NULL
            GROUP BY ref_area, series_id
            HAVING count(*) > 1
                OR bool_or(action = {(int)SeriesAction.Delete} OR without_value IS NOT NULL OR sums OR left_out IS NOT NULL)
        )
        """;

    // Where figures are read: what everybody sees where that is all there is, else what their provider knows.
    private static (string Current, string History) PublicFigures => ("series_current", "series_history");

    private static (string Current, string History) KnownFigures => ("series_known", "series_known_history");

    private static readonly string AddNewSeries = Add("true");

    private static readonly string AddUnprotectedSeries = Add($"NOT {IsIn("s", "@Areas::int[], @Indicators::int[]")}");

    // Whether a piece belongs to one of some tables of the submission's organisation.
    private static string IsIn(string piece, string tables) =>
        $"""
        EXISTS (SELECT 1 FROM series k JOIN unnest({tables}) u (ref_area, indicator) ON u.ref_area = k.ref_area AND u.indicator = k.indicator
                WHERE k.ref_area = {piece}.ref_area AND k.series_id = {piece}.series_id)
        """;

    // Series without current figures, straight from staging to current.
    private static string Add(string condition) =>
        $"""
        WITH {Composites},
        added AS (
            INSERT INTO series_current (ref_area, series_id, first_release_id, release_id, changed_at, {Shared})
            SELECT s.ref_area, s.series_id, @ReleaseId, @ReleaseId, @PublishedAt, s.unit_measure, s.unit_mult, s.decimals, s.source,
                   s.periods, s."values", {StandardStatus}, {StandardConfidentiality}, s.comments
            FROM staged_series s
            WHERE s.submission_id = @submissionId AND s.series_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM wildcard)
              AND NOT EXISTS (SELECT 1 FROM composite o WHERE o.ref_area = s.ref_area AND o.series_id = s.series_id)
              AND NOT EXISTS (SELECT 1 FROM series_current c WHERE c.ref_area = s.ref_area AND c.series_id = s.series_id)
              AND {condition}
            RETURNING cardinality(periods) AS observations
        )
        SELECT count(*), coalesce(sum(observations), 0)::bigint FROM added
        """;

    // What is left: pieces of series that have current figures, that came in several pieces, or that are deleted; without those
    // that restate exactly what is there.
    private static readonly string PiecesToMerge = MergePieces(PublicFigures.Current, "false");

    // Among them what was not added because it belongs to a table with restricted figures.
    private static readonly string KnownPiecesToMerge = MergePieces(KnownFigures.Current, IsIn("s", "$2::int[], $3::int[]"));

    private static string MergePieces(string figures, string isProtected) => Pieces(
        string.Empty,
        $"""
        LEFT JOIN composite o ON o.ref_area = s.ref_area AND o.series_id = s.series_id
        LEFT JOIN {figures} c ON c.ref_area = s.ref_area AND c.series_id = s.series_id
        WHERE EXISTS (SELECT 1 FROM wildcard) OR o.series_id IS NOT NULL OR (c.series_id IS NULL AND {isProtected})
           OR (c.series_id IS NOT NULL AND NOT (
                c.periods = s.periods AND c."values" = s."values" AND c.decimals = s.decimals AND c.unit_measure = s.unit_measure
                AND c.unit_mult = s.unit_mult AND (s.source IS NULL OR c.source IS NOT DISTINCT FROM s.source)
                AND c.obs_status IS NOT DISTINCT FROM {StandardStatus} AND c.conf_status IS NOT DISTINCT FROM {StandardConfidentiality}
                AND c.comments IS NOT DISTINCT FROM s.comments))
        """);

    // All pieces, with the keys of their series.
    private static readonly string PiecesToPreview = Pieces(
        $", ARRAY[{string.Join(", ", SeriesTable.KeyColumns.Select(column => $"k.{column}"))}]",
        """
        JOIN series k ON k.ref_area = s.ref_area AND k.series_id = s.series_id
        LEFT JOIN series_known c ON c.ref_area = s.ref_area AND c.series_id = s.series_id
        """);

    private static string Pieces(string more, string joined) =>
        $"""
        WITH {Composites},
        piece AS (
            SELECT ref_area, series_id, batch, position, action, without_value, sums, left_out, {Shared}
            FROM staged_series WHERE submission_id = @submissionId AND series_id IS NOT NULL
            UNION ALL
            SELECT k.ref_area, k.series_id, w.batch, w.position, w.action, w.without_value, w.sums, w.left_out,
                   {string.Join(", ", SeriesTable.Columns.Select(column => $"w.\"{column}\""))}
            FROM wildcard w JOIN series k ON {WildcardMatches}
            WHERE EXISTS (SELECT 1 FROM series_current c WHERE c.ref_area = k.ref_area AND c.series_id = k.series_id)
               OR EXISTS (SELECT 1 FROM staged_series o
                          WHERE o.submission_id = @submissionId AND o.ref_area = k.ref_area AND o.series_id = k.series_id)
        )
        SELECT s.ref_area, s.series_id, s.action, s.without_value, c.series_id IS NOT NULL, s.sums, s.left_out, {SeriesTable.Select("s")}, {SeriesTable.Select("c")}{more}
        FROM piece s
        {joined}
        ORDER BY s.ref_area, s.series_id, s.batch, s.position
        """.Replace("@submissionId", "$1", StringComparison.Ordinal);
}
