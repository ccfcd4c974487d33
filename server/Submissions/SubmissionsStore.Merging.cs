using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>Merging what a submission states with the figures as its organisation knows them.</content>
internal sealed partial class SubmissionsStore
{
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
        NpgsqlCommand command, [EnumeratorCancellation] CancellationToken cancellationToken)
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
