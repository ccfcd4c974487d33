using Dapper;
using Npgsql;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Submissions.ContentRules;
using StatExchange.Server.Submissions.Life;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>Staging: what an upload brings, made durable batch by batch.</content>
internal sealed partial class SubmissionsStore
{
    private static readonly string[] StagedColumns =
    [
        "submission_id", "ref_area", "series_id", "batch", "position", "action", "dimension_ids", .. SeriesTable.Columns, "without_value", "rows",
        "sums", "sheet", "value_columns", "sent", "embargoes",
    ];

    private static readonly string KeyColumns = string.Join(", ", SeriesTable.KeyColumns);

    // $1, $2, … hold a column of keys each.
    private static readonly string KeysFromParameters =
        $"unnest({string.Join(", ", SeriesTable.KeyColumns.Select((_, i) => $"${i + 1}::int[]"))}) WITH ORDINALITY AS k ({KeyColumns}, n)";

    private static readonly string FindSeries =
        $"""
        SELECT k.n, s.series_id FROM {KeysFromParameters}
        JOIN series s ON {string.Join(" AND ", SeriesTable.KeyColumns.Select(column => $"s.{column} = k.{column}"))}
        """;

    private const string ReserveSeriesIds = "SELECT nextval('series_series_id_seq') FROM generate_series(1, $1)";

    // With ids given beforehand, what comes back says which keys were added without finding them again. Sorted, so that two
    // uploads that bring the same new series wait for each other in one order and never in a circle.
    private static readonly string AddSeries =
        $"""
        INSERT INTO series ({KeyColumns}, series_id) OVERRIDING SYSTEM VALUE
        SELECT {KeyColumns}, (${SeriesTable.KeyColumns.Count + 1}::bigint[])[n] FROM {KeysFromParameters} ORDER BY {KeyColumns}
        ON CONFLICT DO NOTHING RETURNING series_id
        """;

    private static readonly int RefAreaPosition = Dimension.Find("REF_AREA")!.Position;

    /// <summary>Stages the batches that follow the last staged one, all in one transaction, with their findings.</summary>
    /// <returns>The submission afterwards.</returns>
    /// <exception cref="Errors.ExchangeException">The submission takes no batches, or another upload has staged meanwhile.</exception>
    public async Task<SubmissionRecord> StageAsync(
        Guid submissionId, IReadOnlyList<CheckedBatch> batches, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var submission = await LockAsync(connection, submissionId) ?? throw SubmissionErrors.NotFound(submissionId.ToString());
        SubmissionErrors.RequireState(submission, SubmissionState.Open);
        if (batches[0].Number != submission.LastBatch + 1)
            throw SubmissionErrors.BatchOutOfOrder(submission.LastBatch + 1, batches[0].Number);

        var pieces = batches.SelectMany(batch => batch.Pieces).ToList();
        var seriesIds = await ResolveSeriesAsync(connection, pieces, cancellationToken);
        await WritePiecesAsync(connection, submissionId, pieces, seriesIds, cancellationToken);
        var findings = batches.Sum(batch => batch.Findings.Count);
        if (findings > 0)
        {
            await WriteFindingsAsync(
                connection, submissionId, submission.Findings + 1, batches.SelectMany(batch => batch.Findings), cancellationToken);
        }

        await connection.ExecuteAsync(
            """
            INSERT INTO received_batch (submission_id, number, sha256) SELECT @submissionId, * FROM unnest(@Numbers, @Digests);
            UPDATE submission
            SET last_batch = @LastBatch, series = series + @Series, observations = observations + @Observations, findings = findings + @findings,
                errors = errors + @Errors, warnings = warnings + @Warnings, information = information + @Information, left_out = left_out + @LeftOut
            WHERE submission_id = @submissionId
            """,
            new
            {
                submissionId,
                LastBatch = batches[^1].Number,
                Numbers = batches.Select(batch => batch.Number).ToArray(),
                Digests = batches.Select(batch => batch.Sha256).ToArray(),
                Series = batches.Sum(batch => (long)batch.SeriesCount),
                Observations = batches.Sum(batch => batch.ObservationCount),
                findings,
                Errors = Count(FindingSeverity.Error),
                Warnings = Count(FindingSeverity.Warning),
                Information = Count(FindingSeverity.Information),
                LeftOut = batches.Sum(batch => batch.LeftOut),
            });
        var staged = await FindAsync(connection, submissionId);
        await transaction.CommitAsync(cancellationToken);
        return staged!;

        long Count(FindingSeverity severity) => batches.Sum(batch => batch.Findings.LongCount(finding => finding.Severity == severity));
    }

    /// <summary>
    /// Ends the upload: checks that nothing was lost and that no observation was stated twice across pieces, and decides
    /// whether the submission is received or refused.
    /// </summary>
    public async Task<SubmissionRecord> SealAsync(
        Guid submissionId, int batches, long observations, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await AnalyzeStagedAsync(connection, submissionId, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var submission = await LockAsync(connection, submissionId) ?? throw SubmissionErrors.NotFound(submissionId.ToString());
        SubmissionErrors.RequireComplete(submission, batches, observations);
        if (submission.State is SubmissionState.Received or SubmissionState.Refused)
            return submission;
        SubmissionErrors.RequireState(submission, SubmissionState.Open);

        // A series that arrived in one piece was checked then; only the others are opened up here.
        var leavesOut = submission.ErrorHandling == ErrorHandling.LeaveOut;
        var duplicates = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            FindDuplicates,
            new { submissionId, submission.Findings, Rule = (int)FindingRule.DuplicateObservation, Severity = (int)FindingSeverity.Error, leavesOut },
            commandTimeout: 0, cancellationToken: cancellationToken));
        var lastRelease = await ReleaseLog.LastAsync(connection);
        await ContentRulesStore.CheckAsync(connection, submission, submission.Findings + duplicates, cancellationToken);
        var judged = await MarkJudgedAsync(connection, submissionId, lastRelease);
        await SubmissionLifeStore.MoveAsync(
            connection, submission, judged.IsRefusedByErrors ? SubmissionState.Refused : SubmissionState.Received, actor, time.GetUtcNow());
        await connection.ExecuteAsync(
            "UPDATE submission SET received_at = @Now WHERE submission_id = @submissionId", new { submissionId, Now = time.GetUtcNow() });
        if (submission.DryRun)
            await DropStagedAsync(connection, submissionId, cancellationToken);
        var record = await FindAsync(connection, submissionId);
        await transaction.CommitAsync(cancellationToken);
        return record!;
    }

    // The planner knows nothing of what has just been staged; taken for few, half a million pieces are joined with each other row by
    // row. In a transaction of its own: two of these wait for one another.
    private static async Task AnalyzeStagedAsync(NpgsqlConnection connection, Guid submissionId, CancellationToken cancellationToken)
    {
        const int few = 1000;
        if (await FindAsync(connection, submissionId) is { Series: > few })
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "ANALYZE staged_series (submission_id, ref_area, series_id, action, sums)", commandTimeout: 0, cancellationToken: cancellationToken));
        }
    }

    // Statements of an observation that follow another one, with no deletion between them that would make the later one new. Each
    // names the first of its run.
    private static readonly string FindDuplicates =
        $"""
        WITH several AS (
            SELECT ref_area, series_id FROM staged_series
            WHERE submission_id = @submissionId AND series_id IS NOT NULL AND action <> {(int)SeriesAction.Delete} AND NOT sums
            GROUP BY ref_area, series_id HAVING count(*) > 1
        ),
        stated AS (
            SELECT p.ref_area, p.series_id, p.batch, p.position, o.period, coalesce(p.rows[o.n], 0) AS row, o.n::int AS n
            FROM several JOIN staged_series p USING (ref_area, series_id), unnest(p.periods) WITH ORDINALITY o (period, n)
            WHERE p.submission_id = @submissionId AND p.action <> {(int)SeriesAction.Delete} AND NOT p.sums
              AND (p.left_out IS NULL OR o.n <> ALL(p.left_out))
        ),
        deletion AS (
            SELECT w.ref_area, w.series_id, w.batch, w.position, w.periods
            FROM several JOIN staged_series w USING (ref_area, series_id)
            WHERE w.submission_id = @submissionId AND w.action = {(int)SeriesAction.Delete}
            UNION ALL
            SELECT k.ref_area, k.series_id, w.batch, w.position, w.periods
            FROM several JOIN series k USING (ref_area, series_id)
            JOIN staged_series w ON w.submission_id = @submissionId AND w.series_id IS NULL AND {WildcardMatches}
        ),
        event AS (
            SELECT *, false AS deletes FROM stated
            UNION ALL
            SELECT d.ref_area, d.series_id, d.batch, d.position, o.period, 0, 0, true
            FROM deletion d, unnest(d.periods) o (period)
            UNION ALL
            SELECT d.ref_area, d.series_id, d.batch, d.position, o.period, 0, 0, true
            FROM deletion d JOIN (SELECT DISTINCT ref_area, series_id, period FROM stated) o USING (ref_area, series_id)
            WHERE cardinality(d.periods) = 0
        ),
        run AS (
            SELECT *, count(*) FILTER (WHERE deletes) OVER (PARTITION BY ref_area, series_id, period ORDER BY batch, position) AS run FROM event
        ),
        placed AS (
            SELECT *, row_number() OVER in_run AS place, first_value(row) OVER in_run AS first_row
            FROM run WHERE NOT deletes
            WINDOW in_run AS (PARTITION BY ref_area, series_id, period, run ORDER BY batch, position)
        ),
        duplicate AS (SELECT * FROM placed WHERE place > 1),
        piece AS (
            SELECT ref_area, series_id, batch, position, array_agg(n ORDER BY n) AS positions FROM duplicate
            WHERE @leavesOut GROUP BY ref_area, series_id, batch, position
        ),
        left_out AS (
            UPDATE staged_series s SET left_out = s.left_out || p.positions
            FROM piece p
            WHERE s.submission_id = @submissionId AND s.ref_area = p.ref_area AND s.series_id = p.series_id
              AND s.batch = p.batch AND s.position = p.position
        ),
        counted AS (UPDATE submission SET left_out = left_out + (SELECT count(*) FROM duplicate) WHERE submission_id = @submissionId AND @leavesOut),
        found AS (
            INSERT INTO finding (submission_id, number, rule, severity, batch, row, key, period_ordinal, concept, value, expected)
            SELECT @submissionId, @Findings + row_number() OVER (ORDER BY o.batch, o.row, o.position, o.period), @Rule, @Severity, o.batch, o.row,
                   jsonb_build_object({KeyAsJson}), o.period, 'TIME_PERIOD', '', coalesce(nullif(o.first_row, 0)::text, '')
            FROM duplicate o JOIN series k USING (ref_area, series_id)
        )
        SELECT count(*) FROM duplicate
        """;

    // Whether the deletion w means the series k.
    internal static string WildcardMatches => string.Join(
        " AND ",
        Dimension.All.Select(dimension =>
            $"(w.dimension_ids[{dimension.Position + 1}] = 0 OR k.{dimension.FieldName} = w.dimension_ids[{dimension.Position + 1}])"));

    internal static string KeyAsJson => string.Join(
        ", ", SeriesTable.KeyColumns.Select(column => $"'{column}', (SELECT code FROM code WHERE id = k.{column})"));

    private static async Task<long[]> ResolveSeriesAsync(
        NpgsqlConnection connection, List<StagedPiece> pieces, CancellationToken cancellationToken)
    {
        var ids = new long[pieces.Count];
        var open = Enumerable.Range(0, pieces.Count).Where(i => !pieces[i].IsWildcard).ToList();
        await FindAsync();
        if (open.Count == 0)
            return ids;
        await AddAsync();

        // Only what another upload has added meanwhile, and a key that this one brings twice.
        if (open.Count > 0)
            await FindAsync();
        return open.Count == 0 ? ids : throw new InvalidOperationException("A series is neither there nor can it be added.");

        async Task FindAsync()
        {
            await using var find = CommandForKeys(FindSeries);
            await using var reader = await find.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                ids[open[(int)reader.GetInt64(0) - 1]] = reader.GetInt64(1);
            open = [.. open.Where(i => ids[i] == 0)];
        }

        async Task AddAsync()
        {
            await using var reserve = new NpgsqlCommand(ReserveSeriesIds, connection);
            reserve.Parameters.Add(new NpgsqlParameter<int> { TypedValue = open.Count });
            var reserved = await ReadIdsAsync(reserve);
            await using var add = CommandForKeys(AddSeries);
            add.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. reserved] });
            var added = (await ReadIdsAsync(add)).ToHashSet();
            for (var n = 0; n < open.Count; n++)
                ids[open[n]] = added.Contains(reserved[n]) ? reserved[n] : 0;
            open = [.. open.Where(i => ids[i] == 0)];
        }

        async Task<List<long>> ReadIdsAsync(NpgsqlCommand command)
        {
            var read = new List<long>(open.Count);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                read.Add(reader.GetInt64(0));
            return read;
        }

        NpgsqlCommand CommandForKeys(string sql)
        {
            var command = new NpgsqlCommand(sql, connection);
            foreach (var dimension in Dimension.All)
                command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. open.Select(i => pieces[i].DimensionIds[dimension.Position])] });
            return command;
        }
    }

    private static async Task WritePiecesAsync(
        NpgsqlConnection connection, Guid submissionId, List<StagedPiece> pieces, long[] seriesIds, CancellationToken cancellationToken)
    {
        if (pieces.Count == 0)
            return;
        await using var copy = await BinaryCopyWriter.BeginAsync(connection, "staged_series", StagedColumns, cancellationToken);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            await copy.StartRowAsync(cancellationToken);
            copy.Write(submissionId);
            copy.Write(piece.DimensionIds[RefAreaPosition]);
            if (piece.IsWildcard)
                copy.WriteNull();
            else
                copy.Write(seriesIds[i]);
            copy.Write(piece.Batch);
            copy.Write(piece.Position);
            copy.Write((short)piece.Action);
            copy.WriteArray(piece.IsWildcard ? piece.DimensionIds : null);
            copy.Write(piece.Columns);
            copy.WriteArray(piece.WithoutValue);
            copy.WriteArray(piece.Rows);
            copy.Write(piece.Sums);
            copy.Write(piece.Sheet);
            copy.WriteArray(piece.ValueColumns);
            copy.WriteJsonb(piece.Sent);
            copy.WriteJsonb(piece.Embargoes);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}
