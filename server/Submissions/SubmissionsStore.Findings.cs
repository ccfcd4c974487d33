using Dapper;
using Npgsql;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>Findings.</content>
internal sealed partial class SubmissionsStore
{
    private static readonly string[] FindingColumns =
        ["submission_id", "number", "rule", "severity", "batch", "row", "key", "period", "period_ordinal", "concept", "value", "expected"];

    /// <summary>Lists findings in the order of their numbers, from behind one.</summary>
    public async Task<IReadOnlyList<FindingRecord>> ListFindingsAsync(
        Guid submissionId, FindingRule? rule, long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var findings = await connection.QueryAsync<FindingRecord>(
            """
            SELECT number, rule::int, severity::int, batch, row, key::text, period, period_ordinal, concept, value, expected
            FROM finding
            WHERE submission_id = @submissionId AND number > @after AND (@Rule::int IS NULL OR rule = @Rule)
            ORDER BY number
            LIMIT @limit
            """,
            new { submissionId, Rule = (int?)rule, after, limit });
        return findings.AsList();
    }

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
            if (finding.PeriodOrdinal is { } ordinal)
                copy.Write(ordinal);
            else
                copy.WriteNull();
            copy.Write(finding.Concept);
            copy.Write(finding.Value);
            copy.Write(finding.Expected);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}
