using Dapper;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.ContentRules;

/// <summary>
/// Evaluates the rules on the content over what a submission staged and what is published, set by set in the database. Figures
/// and series are collected once into temporary tables; then each kind of rules is one statement, here in a file of its own.
/// </summary>
internal static partial class ContentRulesStore
{
    private const string FindingColumns = "rule_id, severity, place, period, concept, value, expected, facts";

    // The defaults are made for many small queries. Compiling such statements takes longer than it saves.
    private const string Settings = "SET LOCAL work_mem = '64MB'; SET LOCAL jit = off";

    /// <summary>The kinds of rules that are evaluated here, each with its statement.</summary>
    private static (string Kind, string Select)[] Evaluations =>
    [
        ("RANGE", Range),
        ("COMPLETE_SERIES", CompleteSeries),
        ("RECORD_COUNT", RecordCount),
        ("CODES_DIFFER", CodesDiffer),
        ("CODE_VALIDITY", CodeValidity),
        ("LINEAR_RELATION", LinearRelation),
        ("RATE_RELATION", RateRelation),
        ("TOTAL_OF_DETAILS", TotalOfDetails),
        ("OUTLIER_MEDIAN", OutlierMedian),
        ("OUTLIER_GROWTH", OutlierGrowth),
        ("OUTLIER_MAD", OutlierMad),
        ("OUTLIER_SEASONAL", OutlierSeasonal),
        ("REVISED_SHARE", RevisedShare),
        ("REVISION_SIZE", RevisionSize),
        ("MIRROR_DIFFERENCE", MirrorDifference),
    ];

    /// <summary>The names of the kinds that are evaluated.</summary>
    public static IEnumerable<string> Kinds => Evaluations.Select(evaluation => evaluation.Kind).Append(ExpectedRecordsKind);

    /// <summary>
    /// Evaluates all rules in the transaction that seals a submission and writes what they find. What an error is about is left
    /// out when the submission handles errors so.
    /// </summary>
    /// <param name="connection">The connection, in the transaction that has the submission locked.</param>
    /// <param name="submission">The submission.</param>
    /// <param name="lastNumber">The number of its last finding so far; those found here follow.</param>
    /// <param name="cancellationToken">Gives up; the transaction is to be rolled back then.</param>
    public static async Task CheckAsync(
        NpgsqlConnection connection, SubmissionRecord submission, long lastNumber, CancellationToken cancellationToken)
    {
        var parameters = new { submission.SubmissionId, LastNumber = lastNumber };
        await RunAsync(Settings);
        await RunAsync(CollectPieces);
        await RunAsync(CollectRules);
        if (!await connection.ExecuteScalarAsync<bool>(Command(HasWork, parameters)))
            return;
        await RunAsync(CollectSeries);
        await RunAsync(CollectScope);
        var applicable = (await connection.QueryAsync<string>(Command(ApplicableKinds, parameters))).ToHashSet(StringComparer.Ordinal);
        await RunAsync(CollectDeletions);
        await RunAsync(CollectFigures);
        await RunAsync(CollectSiblings);
        await RunAsync(CollectRelations);
        await RunAsync(CollectDetails);
        await RunAsync(CollectMirrors);
        await RunAsync(CollectPreceding);
        await RunAsync(CreateFindings);
        foreach (var (_, select) in Evaluations.Where(evaluation => applicable.Contains(evaluation.Kind)))
            await RunAsync($"INSERT INTO content_finding ({FindingColumns}) {select}");
        if (submission.Profile.Length > 0)
            await connection.ExecuteAsync(Command(ExpectedRecords, ExpectedRecordsParameters(submission)));
        if (submission.ErrorHandling == ErrorHandling.LeaveOut)
        {
            await RunAsync(LeaveOut);
            await RunAsync(DropRemarksOnLeftOut);
        }

        await RunAsync(WriteFindings);

        Task<int> RunAsync(string sql) => connection.ExecuteAsync(Command(sql, parameters));

        CommandDefinition Command(string sql, object values) => new(sql, values, commandTimeout: 0, cancellationToken: cancellationToken);
    }
}
