using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>Findings.</content>
internal sealed partial class SubmissionsStore
{
    private static readonly string[] FindingColumns =
        ["submission_id", "number", "rule", "severity", "batch", "row", "key", "period", "period_ordinal", "concept", "value", "expected",
        "rule_id", "facts", "sheet", "value_column"];

    /// <summary>Lists findings in the order of their numbers, from behind one.</summary>
    public async Task<IReadOnlyList<FindingRecord>> ListFindingsAsync(
        Guid submissionId, FindingFilter filter, long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var findings = await connection.QueryAsync<FindingRecord>(
            """
            SELECT number, rule::int, severity::int, batch, row, key::text, period, period_ordinal, concept, value, expected,
                   rule_id, facts::text, sheet, value_column, justification, author, justified_at
            FROM finding
            WHERE submission_id = @submissionId AND number > @after AND (@Rule::int IS NULL OR rule = @Rule)
              AND (@Severity::int IS NULL OR severity = @Severity) AND (@RuleId::text IS NULL OR rule_id = @RuleId)
              AND (@Concept::text IS NULL OR concept = @Concept)
              AND (NOT @UnjustifiedOnly OR (severity = @Warning AND justification IS NULL))
            ORDER BY number
            LIMIT @limit
            """,
            new
            {
                submissionId,
                Rule = (int?)filter.Rule,
                Severity = (int?)filter.Severity,
                filter.RuleId,
                filter.Concept,
                filter.UnjustifiedOnly,
                Warning = (int)FindingSeverity.Warning,
                after,
                limit,
            });
        return findings.AsList();
    }

    /// <summary>Number of findings by rule, of those that found any: their rows, and the warnings that nobody has justified.</summary>
    public async Task<IReadOnlyList<FindingCount>> CountFindingsAsync(Guid submissionId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var counts = await connection.QueryAsync<FindingCount>(
            """
            SELECT rule::int, rule_id, count(*) AS findings, count(DISTINCT (sheet, row)) FILTER (WHERE row > 0) AS rows,
                   count(*) FILTER (WHERE severity = @Warning AND justification IS NULL) AS unjustified
            FROM finding WHERE submission_id = @submissionId
            GROUP BY rule, rule_id
            """,
            new { submissionId, Warning = (int)FindingSeverity.Warning });
        return counts.AsList();
    }

    /// <summary>Justifies warnings of a received submission.</summary>
    /// <param name="submissionId">The submission.</param>
    /// <param name="ruleId">Only findings of this rule; null for all.</param>
    /// <param name="numbers">Only findings of these numbers; empty for all.</param>
    /// <param name="text">Why the figures are right.</param>
    /// <param name="author">Who says so.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="cancellationToken">Gives up; nothing has changed then.</param>
    /// <returns>The submission afterwards, and how many warnings took the text.</returns>
    public async Task<(SubmissionRecord Submission, int Justified)> JustifyAsync(
        Guid submissionId, string? ruleId, long[] numbers, string text, string author, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var submission = await LockAsync(connection, submissionId) ?? throw SubmissionErrors.NotFound(submissionId.ToString());
        SubmissionErrors.RequireState(submission, SubmissionState.Received);
        if (submission.DryRun)
            throw SubmissionErrors.WrongState(submission);

        // Asked for by rule or number, a warning takes the new text; otherwise only those that have none.
        var justified = await connection.ExecuteAsync(
            """
            UPDATE finding SET justification = @text, author = @author, justified_by = @Person, justified_at = @Now
            WHERE submission_id = @submissionId AND severity = @Warning AND (@ruleId::text IS NULL OR rule_id = @ruleId)
              AND (cardinality(@numbers) = 0 OR number = ANY(@numbers))
              AND (justification IS NULL OR @ruleId IS NOT NULL OR cardinality(@numbers) > 0)
            """,
            new { submissionId, ruleId, numbers, text, author, caller.Person, Warning = (int)FindingSeverity.Warning, Now = time.GetUtcNow() });
        await CountFindingsAsync(connection, submissionId);
        var record = await FindAsync(connection, submissionId);

        // Not the text: it may quote a figure that is purged one day.
        var subject = new
        {
            submission = submissionId,
            rule = ruleId ?? string.Empty,
            numbers,
            author,
            justified,
            sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        };
        await AuditStore.AppendAsync(connection, caller.Did("JUSTIFY_WARNINGS", subject), time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        return (record!, justified);
    }

    // The numbers that the submission shows, counted anew.
    private static Task<int> CountFindingsAsync(NpgsqlConnection connection, Guid submissionId) => connection.ExecuteAsync(new CommandDefinition(
        """
        UPDATE submission s
        SET findings = c.findings, errors = c.errors, warnings = c.warnings, information = c.information, unjustified_warnings = c.unjustified
        FROM (SELECT count(*) AS findings, count(*) FILTER (WHERE severity = @Error) AS errors, count(*) FILTER (WHERE severity = @Warning) AS warnings,
                     count(*) FILTER (WHERE severity = @Information) AS information,
                     count(*) FILTER (WHERE severity = @Warning AND justification IS NULL) AS unjustified
              FROM finding WHERE submission_id = @submissionId) c
        WHERE s.submission_id = @submissionId
        """,
        new
        {
            submissionId,
            Error = (int)FindingSeverity.Error,
            Warning = (int)FindingSeverity.Warning,
            Information = (int)FindingSeverity.Information,
        },
        commandTimeout: 0));

    private static async Task WriteFindingsAsync(
        NpgsqlConnection connection, Guid submissionId, long firstNumber, IEnumerable<FindingRecord> findings, CancellationToken cancellationToken)
    {
        await using var copy = await BinaryCopyWriter.BeginAsync(connection, "finding", FindingColumns, cancellationToken);
        var number = firstNumber;
        foreach (var finding in findings)
        {
            await copy.StartRowAsync(cancellationToken);
            copy.Write(submissionId);
            copy.Write(number++);
            copy.Write((short)finding.Rule);
            copy.Write((short)finding.Severity);
            copy.Write(finding.Batch);
            copy.Write(finding.Row);
            copy.WriteJsonb(finding.Key);
            copy.Write(finding.Period);
            copy.Write(finding.PeriodOrdinal);
            copy.Write(finding.Concept);
            copy.Write(finding.Value);
            copy.Write(finding.Expected);
            copy.Write(finding.RuleId);
            copy.WriteJsonb(finding.Facts);
            copy.Write(finding.Sheet);
            copy.Write(finding.ValueColumn);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}
