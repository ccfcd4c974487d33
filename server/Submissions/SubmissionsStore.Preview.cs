using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
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
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await AnalyzeStagedAsync(connection, submissionId, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        begin(await ReleaseLog.LastAsync(connection));
        await using var pieces = new NpgsqlCommand(PiecesToPreview, connection);
        await foreach (var merged in ReadMergesAsync(pieces, submissionId, cancellationToken))
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
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await AnalyzeStagedAsync(connection, submissionId, cancellationToken);
        var outcome = new MergeOutcome(new ReleaseRecord { ReleaseId = 0, PublishedAt = DateTime.MinValue });
        await using (var pieces = new NpgsqlCommand(PiecesToMerge, connection))
        {
            await foreach (var (refArea, seriesId, _, merge) in ReadMergesAsync(pieces, submissionId, cancellationToken))
                outcome.Add(refArea, seriesId, merge);
        }

        await RequireSuccessAsync(connection, submissionId, outcome);
    }
}
