using System.Runtime.CompilerServices;
using Npgsql;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Submissions;

/// <content>What publishing a submission would change.</content>
internal sealed partial class SubmissionsStore
{
    /// <summary>
    /// Merges a submission with the figures as they are now, and writes nothing. All of it is one snapshot, which begins with the
    /// number of the last release.
    /// </summary>
    /// <param name="submissionId">The submission.</param>
    /// <param name="begin">Takes the number of the last release, before the first series.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<MergedSeries> PreviewAsync(
        Guid submissionId, Action<long> begin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await OpenForAsync(submissionId, cancellationToken);
        begin(await ReleaseLog.LastAsync(session.Connection));
        await using var pieces = new NpgsqlCommand(PiecesToPreview, session.Connection);
        pieces.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = submissionId });
        await foreach (var merged in ReadMergesAsync(pieces, cancellationToken))
            yield return merged;
    }

    /// <summary>Requires that the pieces of a preview fit together.</summary>
    public async Task RequireSuccessAsync(Guid submissionId, MergeOutcome outcome, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await RequireSuccessAsync(connection, submissionId, outcome);
    }

    // Merges without writing: what cannot be published is told before it is to be.
    private async Task RequireMergesAsync(Guid submissionId, CancellationToken cancellationToken)
    {
        await using var session = await OpenForAsync(submissionId, cancellationToken);
        var connection = session.Connection;
        var tables = await FindTablesAsync(connection, submissionId, cancellationToken);
        var outcome = new MergeOutcome(new ReleaseRecord { ReleaseId = 0, PublishedAt = DateTime.MinValue });
        await using (var pieces = ToMerge(connection, submissionId, tables))
        {
            await foreach (var (refArea, seriesId, _, merge) in ReadMergesAsync(pieces, cancellationToken))
                outcome.Add(refArea, seriesId, merge);
        }

        await RequireSuccessAsync(connection, submissionId, outcome);
    }

    // A snapshot of the figures as the submission's own organisation knows them.
    private async Task<ViewerSession> OpenForAsync(Guid submissionId, CancellationToken cancellationToken)
    {
        SubmissionRecord submission;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await AnalyzeStagedAsync(connection, submissionId, cancellationToken);
            submission = await FindAsync(connection, submissionId) ?? throw SubmissionErrors.NotFound(submissionId.ToString());
        }

        return await ViewerSession.OpenAsync(database, Viewer.Of(submission.Organisation), cancellationToken);
    }
}
