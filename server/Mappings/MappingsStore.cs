using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>All SQL of mappings.</summary>
internal sealed class MappingsStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>A version of a mapping; the latest one for version 0.</summary>
    /// <exception cref="ExchangeException">There is none.</exception>
    public async Task<MappingRecord> GetAsync(string organisation, string mappingId, int version, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, organisation, mappingId, version) ?? throw await NotFoundAsync(connection, organisation, mappingId, version);
    }

    /// <summary>Saves a mapping as its next version, unless it says what the latest one says.</summary>
    public async Task<MappingRecord> SaveAsync(string organisation, string mappingId, byte[] content, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Two that save the same mapping at once wait for one another, so that numbers have no gaps.
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@Key, 0))", new { Key = $"mapping {organisation} {mappingId}" });
        var latest = await FindAsync(connection, organisation, mappingId, version: 0);
        if (latest is not null && latest.Content.AsSpan().SequenceEqual(content))
            return latest;
        var saved = await connection.QuerySingleAsync<MappingRecord>(
            """
            INSERT INTO mapping (organisation, mapping_id, version, content, saved_at) VALUES (@organisation, @mappingId, @Version, @content, @Now)
            RETURNING organisation, mapping_id, version, content, saved_at
            """,
            new { organisation, mappingId, Version = (latest?.Version ?? 0) + 1, content, Now = time.GetUtcNow() });
        var subject = new { organisation, mapping = mappingId, version = saved.Version, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) };
        await AuditStore.AppendAsync(connection, caller.Did("SAVE_MAPPING", subject) with { Concerns = [organisation] }, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>The latest version of each mapping, by organisation and identifier, from behind one.</summary>
    public async Task<IReadOnlyList<MappingRecord>> ListAsync(
        string? organisation, (string Organisation, string MappingId)? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<MappingRecord>(
            """
            SELECT DISTINCT ON (organisation, mapping_id) organisation, mapping_id, version, content, saved_at FROM mapping
            WHERE (@organisation::text IS NULL OR organisation = @organisation)
              AND (@AfterOrganisation::text IS NULL OR (organisation, mapping_id) > (@AfterOrganisation, @AfterMapping))
            ORDER BY organisation, mapping_id, version DESC
            LIMIT @limit
            """,
            new { organisation, AfterOrganisation = after?.Organisation, AfterMapping = after?.MappingId, limit });
        return rows.AsList();
    }

    private static Task<MappingRecord?> FindAsync(NpgsqlConnection connection, string organisation, string mappingId, int version) =>
        connection.QuerySingleOrDefaultAsync<MappingRecord>(
            """
            SELECT organisation, mapping_id, version, content, saved_at FROM mapping
            WHERE organisation = @organisation AND mapping_id = @mappingId AND (@version = 0 OR version = @version)
            ORDER BY version DESC LIMIT 1
            """,
            new { organisation, mappingId, version });

    private static async Task<ExchangeException> NotFoundAsync(NpgsqlConnection connection, string organisation, string mappingId, int version)
    {
        var existing = await connection.QueryAsync<string>("SELECT DISTINCT mapping_id FROM mapping WHERE organisation = @organisation", new { organisation });
        var nearest = NearestText.Find(mappingId, existing);
        var which = version == 0 ? $"no mapping '{mappingId}'" : $"no version {version} of a mapping '{mappingId}'";
        var hint = nearest.Length > 0 && nearest != mappingId ? $" Did you mean {nearest}?" : string.Empty;
        return new ExchangeException(
            ErrorReason.MappingNotFound, $"{organisation} has {which}.{hint}",
            ("mapping_id", mappingId), ("version", version.ToString(CultureInfo.InvariantCulture)), ("nearest", nearest));
    }
}
