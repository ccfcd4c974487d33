using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;

namespace StatExchange.Server.Methodology;

/// <summary>All SQL of methodology notes.</summary>
internal sealed class MethodologyStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = "organisation, indicator, version, content, saved_at";

    /// <summary>Saves notes of an organisation, each as its next version unless the latest says the same.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="notes">What is said of each indicator.</param>
    /// <param name="caller">Who says it.</param>
    /// <param name="validateOnly">Whether nothing is to be saved.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>The notes as they are now, or would be, in the same order.</returns>
    public async Task<IReadOnlyList<MethodologyRecord>> SaveAsync(
        string organisation, IReadOnlyList<(string Indicator, byte[] Content)> notes, Caller caller, bool validateOnly, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Two that save notes of one organisation wait for one another, so that numbers have no gaps.
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@Key, 0))", new { Key = $"methodology {organisation}" });
        var latest = (await connection.QueryAsync<MethodologyRecord>(
            $"SELECT DISTINCT ON (indicator) {Columns} FROM methodology_note WHERE organisation = @organisation ORDER BY indicator, version DESC",
            new { organisation })).ToDictionary(note => note.Indicator, StringComparer.Ordinal);
        var now = time.GetUtcNow().UtcDateTime;
        var saved = notes.Select(note =>
            latest.GetValueOrDefault(note.Indicator) is { } known && known.Content.AsSpan().SequenceEqual(note.Content)
                ? known
                : new MethodologyRecord(organisation, note.Indicator, (latest.GetValueOrDefault(note.Indicator)?.Version ?? 0) + 1, note.Content, now)).ToList();
        var added = saved.Where(note => latest.GetValueOrDefault(note.Indicator) != note).ToList();
        if (validateOnly || added.Count == 0)
            return saved;
        await connection.ExecuteAsync(
            $"""
            INSERT INTO methodology_note ({Columns})
            SELECT @organisation, added.indicator, added.version, added.content, @now
            FROM unnest(@Indicators, @Versions, @Contents) AS added (indicator, version, content)
            """,
            new
            {
                organisation,
                now,
                Indicators = added.Select(note => note.Indicator).ToArray(),
                Versions = added.Select(note => note.Version).ToArray(),
                Contents = added.Select(note => note.Content).ToArray(),
            });
        var subject = new { organisation, notes = added.Select(note => new { indicator = note.Indicator, version = note.Version }) };
        await AuditStore.AppendAsync(connection, caller.Did("SAVE_METHODOLOGY_NOTES", subject) with { Concerns = [organisation] }, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>Notes by organisation, indicator and version.</summary>
    /// <param name="organisation">Only of this organisation; null for all.</param>
    /// <param name="indicator">Only of this indicator; null for all.</param>
    /// <param name="allVersions">Whether earlier versions are wanted too.</param>
    /// <param name="after">Only those behind this one; null for all.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<MethodologyRecord>> ListAsync(
        string? organisation, string? indicator, bool allVersions, MethodologyPosition? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<MethodologyRecord>(
            $"""
            SELECT {Columns} FROM methodology_note n
            WHERE (@organisation::text IS NULL OR organisation = @organisation) AND (@indicator::text IS NULL OR indicator = @indicator)
              AND (@allVersions OR NOT EXISTS (
                  SELECT 1 FROM methodology_note later WHERE later.organisation = n.organisation AND later.indicator = n.indicator AND later.version > n.version))
              AND (@AfterOrganisation::text IS NULL OR (organisation, indicator, version) > (@AfterOrganisation, @AfterIndicator, @AfterVersion))
            ORDER BY organisation, indicator, version LIMIT @limit
            """,
            new
            {
                organisation,
                indicator,
                allVersions,
                AfterOrganisation = after?.Organisation,
                AfterIndicator = after?.Indicator,
                AfterVersion = after?.Version ?? 0,
                limit,
            });
        return rows.AsList();
    }

    /// <summary>What providers say of an indicator, as far as an answer knows it.</summary>
    public async Task<IReadOnlyList<MethodologyRecord>> KnownAsync(string indicator, KnownUntil until, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<MethodologyRecord>(
            $"""
            SELECT DISTINCT ON (organisation) {Columns} FROM methodology_note
            WHERE indicator = @indicator
              AND saved_at < coalesce((SELECT min(published_at) FROM release WHERE release_id = @ReleaseId + 1), 'infinity')
              AND saved_at <= coalesce(@Instant::timestamptz, 'infinity')
            ORDER BY organisation, version DESC
            """,
            new { indicator, until.ReleaseId, until.Instant });
        return rows.AsList();
    }
}
