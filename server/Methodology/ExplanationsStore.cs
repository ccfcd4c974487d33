using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;

namespace StatExchange.Server.Methodology;

/// <summary>All SQL of the threads of corridors.</summary>
internal sealed class ExplanationsStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = "explanation_id, indicator, ref_area, counterpart_area, organisation, text::text AS text, start_period, end_period, is_public, written_at";

    /// <summary>Adds an entry, unless the organisation's latest one of the thread says the same.</summary>
    public async Task<ExplanationRecord> AddAsync(ExplanationRecord entry, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@Key, 0))", new { Key = $"explanation {entry.Organisation}" });
        var latest = await connection.QuerySingleOrDefaultAsync<ExplanationRecord>(
            $"""
            SELECT {Columns} FROM (
                SELECT * FROM mirror_explanation
                WHERE indicator = @Indicator AND ref_area = @RefArea AND counterpart_area = @CounterpartArea AND organisation = @Organisation
                ORDER BY explanation_id DESC LIMIT 1) latest
            WHERE text = @Text::jsonb AND start_period = @StartPeriod AND end_period = @EndPeriod AND is_public = @IsPublic
            """,
            entry);
        if (latest is not null)
            return latest;
        var added = await connection.QuerySingleAsync<ExplanationRecord>(
            $"""
            INSERT INTO mirror_explanation (indicator, ref_area, counterpart_area, organisation, person, text, start_period, end_period, is_public, written_at)
            VALUES (@Indicator, @RefArea, @CounterpartArea, @Organisation, @Person, @Text::jsonb, @StartPeriod, @EndPeriod, @IsPublic, @Now)
            RETURNING {Columns}
            """,
            new
            {
                entry.Indicator,
                entry.RefArea,
                entry.CounterpartArea,
                entry.Organisation,
                caller.Person,
                entry.Text,
                entry.StartPeriod,
                entry.EndPeriod,
                entry.IsPublic,
                Now = time.GetUtcNow(),
            });
        var subject = new { explanation = added.ExplanationId, indicator = added.Indicator, ref_area = added.RefArea, counterpart_area = added.CounterpartArea, @public = added.IsPublic };
        await AuditStore.AppendAsync(connection, caller.Did("ADD_MIRROR_EXPLANATION", subject) with { Concerns = [added.Organisation] }, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        return added;
    }

    /// <summary>Entries, the latest first.</summary>
    /// <param name="indicators">Only about these indicators; null for all.</param>
    /// <param name="areas">Only of corridors whose ends include all of these; empty for all.</param>
    /// <param name="before">Only entries with a lower number; null for all.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async IAsyncEnumerable<ExplanationRecord> ReadAsync(
        string[]? indicators, string[] areas, long? before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = connection.QueryUnbufferedAsync<ExplanationRecord>(
            $"""
            SELECT {Columns} FROM mirror_explanation
            WHERE (@indicators::text[] IS NULL OR indicator = ANY(@indicators)) AND ARRAY[ref_area, counterpart_area] @> @areas
              AND (@before::bigint IS NULL OR explanation_id < @before)
            ORDER BY explanation_id DESC
            """,
            new { indicators, areas, before });
        await foreach (var row in rows.WithCancellation(cancellationToken))
            yield return row;
    }

    /// <summary>Entries about indicators that an answer knows, the earliest first.</summary>
    public async Task<IReadOnlyList<ExplanationRecord>> KnownAsync(string[] indicators, KnownUntil until, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<ExplanationRecord>(
            $"""
            SELECT {Columns} FROM mirror_explanation
            WHERE indicator = ANY(@indicators)
              AND written_at < coalesce((SELECT min(published_at) FROM release WHERE release_id = @ReleaseId + 1), 'infinity')
              AND written_at <= coalesce(@Instant::timestamptz, 'infinity')
            ORDER BY explanation_id
            """,
            new { indicators, until.ReleaseId, until.Instant });
        return rows.AsList();
    }
}
