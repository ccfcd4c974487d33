using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;
using StatExchange.Server.Database;
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
    private static readonly (string Current, string History) PublicFigures = ("series_current", "series_history");
    private static readonly (string Current, string History) KnownFigures = ("series_known", "series_known_history");

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

    // Where the figures that this release made come from: all of a new series, and of others what the history says has changed. What
    // was sent without rows and without a mapping came from no file.
    private static string KeepOrigins((string Current, string History) figures) =>
        $"""
        WITH deletion AS (
            SELECT ref_area, series_id, batch, position, periods FROM staged_series
            WHERE submission_id = @submissionId AND series_id IS NOT NULL AND action = {(int)SeriesAction.Delete}
            UNION ALL
            SELECT k.ref_area, k.series_id, w.batch, w.position, w.periods
            FROM staged_series w JOIN series k ON {WildcardMatches}
            WHERE w.submission_id = @submissionId AND w.series_id IS NULL
        ),
        piece AS (
            SELECT s.*, c.first_release_id = @ReleaseId AS is_new FROM staged_series s JOIN series_current c USING (ref_area, series_id)
            WHERE s.submission_id = @submissionId AND s.action <> {(int)SeriesAction.Delete} AND (s.rows IS NOT NULL OR s.sent IS NOT NULL)
        )
        INSERT INTO figure_origin (ref_area, series_id, release_id, batch, position, sheet, sent, periods, rows, value_columns)
        SELECT ref_area, series_id, @ReleaseId, batch, position, sheet, sent, periods, rows, value_columns
        FROM piece p
        WHERE is_new AND left_out IS NULL AND NOT sums
          AND NOT EXISTS (SELECT 1 FROM deletion d WHERE d.ref_area = p.ref_area AND d.series_id = p.series_id)
        UNION ALL
        SELECT ref_area, series_id, @ReleaseId, (min(place))[1], (min(place))[2], sheet, sent, array_agg(period ORDER BY place, n),
               CASE WHEN count(row) > 0 THEN array_agg(row ORDER BY place, n) END,
               CASE WHEN count(value_column) > 0 THEN array_agg(value_column ORDER BY place, n) END
        FROM (
            SELECT s.ref_area, s.series_id, s.sheet, s.sent, ARRAY[s.batch, s.position] AS place, o.n, o.period, s.rows[o.n] AS row,
                   s.value_columns[o.n] AS value_column
            FROM piece s
            LEFT JOIN {figures.History} h ON h.ref_area = s.ref_area AND h.series_id = s.series_id AND h.release_id = @ReleaseId,
                 unnest(s.periods) WITH ORDINALITY o (period, n)
            WHERE (NOT s.is_new OR s.left_out IS NOT NULL OR s.sums
                   OR EXISTS (SELECT 1 FROM deletion d WHERE d.ref_area = s.ref_area AND d.series_id = s.series_id))
              AND (s.is_new OR o.period = ANY(h.periods))
              AND (s.left_out IS NULL OR NOT o.n = ANY(s.left_out))
              AND NOT EXISTS (
                SELECT 1 FROM deletion d
                WHERE d.ref_area = s.ref_area AND d.series_id = s.series_id AND (d.batch, d.position) > (s.batch, s.position)
                  AND (cardinality(d.periods) = 0 OR o.period = ANY(d.periods)))
        ) stated
        GROUP BY ref_area, series_id, sheet, sent
        """;

    // Then those of figures whose value this release left as it was, though it changed what is said beside it: they are still right.
    private static string KeepJustifications((string Current, string History) figures) =>
        $"""
        INSERT INTO figure_justification (ref_area, series_id, release_id, period, rule_id, text, author, justified_at)
        SELECT f.ref_area, f.series_id, @ReleaseId, f.period_ordinal, f.rule_id, f.justification, f.author, f.justified_at
        FROM finding f WHERE f.submission_id = @submissionId AND f.justification IS NOT NULL AND f.series_id IS NOT NULL;

        INSERT INTO figure_justification (ref_area, series_id, release_id, period, rule_id, text, author, justified_at)
        SELECT j.ref_area, j.series_id, @ReleaseId, j.period, j.rule_id, j.text, j.author, j.justified_at
        FROM (SELECT DISTINCT ref_area, series_id FROM staged_series WHERE submission_id = @submissionId) s
        JOIN figure_justification j USING (ref_area, series_id)
        JOIN {figures.History} h ON h.ref_area = j.ref_area AND h.series_id = j.series_id AND h.release_id = @ReleaseId
        JOIN {figures.Current} c ON c.ref_area = j.ref_area AND c.series_id = j.series_id
        WHERE j.release_id < @ReleaseId AND j.period = ANY(h.periods)
          AND h."values"[array_position(h.periods, j.period)] * ('1e-' || h.decimals)::numeric
              = c."values"[array_position(c.periods, j.period)] * ('1e-' || c.decimals)::numeric
          AND NOT EXISTS (
            SELECT 1 FROM {figures.History} later
            WHERE later.ref_area = j.ref_area AND later.series_id = j.series_id AND later.release_id > j.release_id
              AND later.release_id < @ReleaseId AND j.period = ANY(later.periods))
        """;

    private static readonly string KeepOriginsOfPublic = KeepOrigins(PublicFigures);

    private static readonly string KeepJustificationsOfPublic = KeepJustifications(PublicFigures);

    // What is staged as figures; deletions touch tables as well.
    private const string StagedFigures = "(SELECT * FROM staged_series WHERE submission_id = @submissionId AND series_id IS NOT NULL)";

    private const string HasWildcard = "SELECT EXISTS (SELECT 1 FROM staged_series WHERE submission_id = @submissionId AND series_id IS NULL)";

    // The tables of the submission's organisation that are not written like others, because something in them is not for everybody.
    private async Task<ProtectedTables> FindTablesAsync(NpgsqlConnection connection, Guid submissionId, CancellationToken cancellationToken)
    {
        var touchesAll = await connection.ExecuteScalarAsync<bool>(HasWildcard, new { submissionId });
        return new ProtectedTables(await finder.FindAsync(connection, StagedFigures, submissionId, touchesAll, cancellationToken));
    }

    private async Task<(ReleaseRecord Release, HiddenObservations Hidden)> MergeAsync(
        NpgsqlConnection connection, SubmissionRecord submission, ReleaseRecord release, ProtectedTables tables, CancellationToken cancellationToken)
    {
        var outcome = new MergeOutcome(release);
        await using var revision = await RevisionWriter.BeginAsync(connection, cancellationToken);
        await using (var reading = await ViewerSession.OpenAsync(database, Viewer.Of(submission.Organisation), cancellationToken))
        {
            await using var pieces = ToMerge(reading.Connection, submission.SubmissionId, tables);
            await foreach (var (refArea, seriesId, _, merge) in ReadMergesAsync(pieces, cancellationToken))
            {
                if (outcome.Add(refArea, seriesId, merge) is { } changed)
                    await revision.WriteAsync(refArea, seriesId, changed.Next, changed.Replaced, restored: null, cancellationToken);
            }
        }

        await revision.CompleteAsync(cancellationToken);
        await RequireSuccessAsync(connection, submission.SubmissionId, outcome);
        return (outcome.Release, await protection.ApplyAsync(connection, outcome.Release, cancellationToken));
    }

    private static NpgsqlCommand ToMerge(NpgsqlConnection connection, Guid submissionId, ProtectedTables tables)
    {
        var command = new NpgsqlCommand(tables.IsEmpty ? PiecesToMerge : KnownPiecesToMerge, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = submissionId });
        if (!tables.IsEmpty)
        {
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = tables.Areas });
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = tables.Indicators });
        }

        return command;
    }

    private static async Task RequireSuccessAsync(NpgsqlConnection connection, Guid submissionId, MergeOutcome outcome)
    {
        if (outcome.Failure is { } failure)
            throw failure.ToException(submissionId, await DescribeSeriesAsync(connection, failure.RefArea, failure.SeriesId));
    }

    // On a connection of its own, because the other one is busy with COPY. What it reads cannot change meanwhile: the submission
    // is locked, and nobody else publishes.
    private static async IAsyncEnumerable<MergedSeries> ReadMergesAsync(
        NpgsqlCommand command, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int piece = 7;
        var key = piece + (2 * SeriesTable.Columns.Count);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        MergedSeries? open = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            var (refArea, seriesId) = (reader.GetInt32(0), reader.GetInt64(1));
            if (open is not null && (open.RefArea, open.SeriesId) != (refArea, seriesId))
            {
                yield return open;
                open = null;
            }

            var (columns, current) = (SeriesTable.Read(reader, piece), reader.GetBoolean(4) ? SeriesTable.Read(reader, piece + SeriesTable.Columns.Count) : null);
            open ??= new MergedSeries(refArea, seriesId, reader.FieldCount > key ? reader.GetFieldValue<int[]>(key) : [], new SeriesMerge(current));
            open.Merge.Apply(
                (SeriesAction)reader.GetInt16(2), columns, reader.IsDBNull(3) ? null : reader.GetFieldValue<int[]>(3),
                reader.GetBoolean(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<int[]>(6));
        }

        if (open is not null)
            yield return open;
    }

    private static async Task<string> DescribeSeriesAsync(NpgsqlConnection connection, int refArea, long seriesId)
    {
        var codes = SeriesTable.KeyColumns.Select(column => $"(SELECT code FROM code WHERE id = s.{column})");
        return await connection.ExecuteScalarAsync<string>(
            $"SELECT concat_ws(':', {string.Join(", ", codes)}) FROM series s WHERE ref_area = @refArea AND series_id = @seriesId",
            new { refArea, seriesId }) ?? seriesId.ToString(CultureInfo.InvariantCulture);
    }
}
