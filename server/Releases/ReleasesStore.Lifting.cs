using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.V1;

namespace StatExchange.Server.Releases;

/// <content>Lifting the embargo of observations.</content>
internal sealed partial class ReleasesStore
{
    private const char Embargoed = 'E';

    private static readonly string SelectPassed =
        $"""
        SELECT k.ref_area, k.series_id, e.periods, {SeriesTable.Select("k")}
        FROM (
            SELECT ref_area, series_id, array_agg(period) AS periods FROM observation_embargo
            WHERE organisation = $1 AND until <= $2 GROUP BY ref_area, series_id
        ) e
        JOIN series_known k USING (ref_area, series_id)
        ORDER BY k.ref_area, k.series_id
        """;

    /// <summary>The organisations with observations whose embargo has passed, and the next instant to come; null for none.</summary>
    public async Task<(IReadOnlyList<string> Due, DateTime? Next)> FindPassedEmbargoesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var pending = (await connection.QueryAsync<(string Organisation, DateTime Until)>(new CommandDefinition(
            "SELECT organisation, min(until) FROM observation_embargo GROUP BY organisation ORDER BY 2", cancellationToken: cancellationToken))).AsList();
        var now = time.GetUtcNow().UtcDateTime;
        var due = pending.TakeWhile(entry => entry.Until <= now).Select(entry => entry.Organisation).ToList();
        return (due, due.Count < pending.Count ? pending[due.Count].Until : null);
    }

    /// <summary>Makes a release in which observations of an organisation whose embargo has passed become free.</summary>
    /// <returns>The release; null when there was nothing to show, or another process has done it.</returns>
    public async Task<ReleaseRecord?> LiftEmbargoesAsync(string organisation, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ReleaseLog.LockAsync(connection, cancellationToken);
        await ViewerSession.IdentifyAsync(connection, Viewer.Of(organisation), cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var passed = await ReadPassedAsync(connection, organisation, now, cancellationToken);
        await connection.ExecuteAsync("DELETE FROM observation_embargo WHERE organisation = @organisation AND until <= @now", new { organisation, now });
        if (passed.Count == 0)
        {
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        var release = await ReleaseLog.NextAsync(connection, time.GetUtcNow()) with
        {
            Organisation = organisation,
            Kind = ReleaseKind.EmbargoLifted,
            SeriesChanged = passed.Count,
            ObservationsChanged = passed.Sum(series => series.Replaced.Count),
        };
        await using (var revision = await RevisionWriter.BeginAsync(connection, cancellationToken))
        {
            foreach (var (refArea, seriesId, next, replaced) in passed)
                await revision.WriteAsync(refArea, seriesId, next, replaced, restored: null, cancellationToken);
            await revision.CompleteAsync(cancellationToken);
        }

        await QuotationCover.CoverAsync(connection, await protection.ApplyAsync(connection, release, cancellationToken), cancellationToken);
        await ReleaseLog.AppendAsync(connection, release);
        var act = Caller.Anonymous.Did("LIFT_EMBARGOES", new { of = organisation, release = release.ReleaseId }) with { Concerns = [organisation] };
        await AuditStore.AppendAsync(connection, act, new DateTimeOffset(release.PublishedAt));
        await transaction.CommitAsync(cancellationToken);
        return release;
    }

    private static async Task<IReadOnlyList<(int RefArea, long SeriesId, SeriesColumns Next, SeriesColumns Replaced)>> ReadPassedAsync(
        NpgsqlConnection connection, string organisation, DateTime now, CancellationToken cancellationToken)
    {
        const int columns = 3;
        await using var command = new NpgsqlCommand(SelectPassed, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organisation });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
        var passed = new List<(int, long, SeriesColumns, SeriesColumns)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (refArea, seriesId, periods) = (reader.GetInt32(0), reader.GetInt64(1), reader.GetFieldValue<int[]>(2));
            var known = SeriesTable.Read(reader, columns);

            // What was stated anew since, or deleted, has another status or none.
            int[] positions =
            [
                .. Enumerable.Range(0, known.Count)
                    .Where(position => known.ConfidentialityAt(position) == Embargoed && periods.Contains(known.Periods[position])),
            ];
            if (positions.Length > 0)
                passed.Add((refArea, seriesId, Free(known, positions), known.At(positions)));
        }

        return passed;
    }

    private static SeriesColumns Free(SeriesColumns known, int[] positions)
    {
        var letters = known.ConfStatus!.ToCharArray();
        foreach (var position in positions)
            letters[position] = DataStructureDefinition.FreeStatus;
        return known with { ConfStatus = letters.AsSpan().ContainsAnyExcept(DataStructureDefinition.FreeStatus) ? new string(letters) : null };
    }
}
