using Dapper;
using Npgsql;
using StatExchange.Server.Audit;

namespace StatExchange.Server.Access.Agreements;

/// <summary>All SQL about provision agreements.</summary>
internal sealed class AgreementStore(NpgsqlDataSource database, TimeProvider time)
{
    // Days as timestamps, which Dapper reads.
    private const string Columns = "organisation, position, indicators, ref_areas, valid_from::timestamp AS valid_from, valid_to::timestamp AS valid_to, is_primary";

    /// <summary>What an organisation may submit today.</summary>
    public async Task<ProvisionScope> ScopeOfAsync(string organisation, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<AgreementRow>($"SELECT {Columns} FROM provision_agreement WHERE organisation = @organisation", new { organisation });
        return new ProvisionScope(rows.Select(row => row.ToAgreement()), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }

    /// <summary>Whose figures come first today where several organisations publish one.</summary>
    public async Task<ProviderPrecedence> PrecedenceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<AgreementRow>($"SELECT {Columns} FROM provision_agreement");
        return new ProviderPrecedence(rows.Select(row => row.ToAgreement()), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }

    /// <summary>Agreements by organisation.</summary>
    /// <param name="organisation">Only those of this organisation; null for all.</param>
    /// <param name="after">Only those behind this one; null for all.</param>
    /// <param name="limit">The most to return.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>The agreements, each with its place among those of its organisation.</returns>
    public async Task<IReadOnlyList<(ProvisionAgreement Agreement, int Position)>> ListAsync(
        string? organisation, (string Organisation, int Position)? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<AgreementRow>(
            $"""
            SELECT {Columns} FROM provision_agreement
            WHERE (@organisation::text IS NULL OR organisation = @organisation)
              AND (@afterOrganisation::text IS NULL OR (organisation, position) > (@afterOrganisation, @afterPosition))
            ORDER BY organisation, position LIMIT @limit
            """,
            new { organisation, afterOrganisation = after?.Organisation, afterPosition = after?.Position ?? 0, limit });
        return [.. rows.Select(row => (row.ToAgreement(), row.Position))];
    }

    /// <summary>Replaces the agreements of an organisation.</summary>
    public async Task SetAsync(string organisation, IReadOnlyList<ProvisionAgreement> agreements, Caller by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // First, so that of two at once one waits for the other.
        await connection.ExecuteAsync(
            """
            INSERT INTO provision_agreement_set (organisation, set_at, set_by) VALUES (@organisation, @now, @SetBy)
            ON CONFLICT (organisation) DO UPDATE SET set_at = excluded.set_at, set_by = excluded.set_by
            """,
            new { organisation, now = time.GetUtcNow(), SetBy = by.Named() });
        await connection.ExecuteAsync("DELETE FROM provision_agreement WHERE organisation = @organisation", new { organisation });
        await InsertAsync(connection, agreements);
        var stated = agreements.Select(agreement => new
        {
            indicators = agreement.Indicators,
            ref_areas = agreement.RefAreas,
            from = $"{agreement.ValidFrom:O}",
            to = $"{agreement.ValidTo:O}",
            primary = agreement.IsPrimary,
        });
        var act = by.Did("SET_PROVISION_AGREEMENTS", new { organisation, agreements = stated }) with { Concerns = [organisation] };
        await AuditStore.AppendAsync(connection, act, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Gives agreements to those organisations whose agreements were never set.</summary>
    public async Task SeedAsync(ILookup<string, ProvisionAgreement> agreements, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var unset = (await connection.QueryAsync<string>(
            """
            INSERT INTO provision_agreement_set (organisation, set_at, set_by)
            SELECT unnest(@organisations), @now, '' ON CONFLICT DO NOTHING RETURNING organisation
            """,
            new { organisations = agreements.Select(group => group.Key).Order(StringComparer.Ordinal).ToArray(), now = time.GetUtcNow() })).AsList();
        foreach (var organisation in unset)
            await InsertAsync(connection, [.. agreements[organisation]]);
        if (unset.Count > 0)
            await AuditStore.AppendAsync(connection, Caller.Anonymous.Did("SEED_PROVISION_AGREEMENTS", new { organisations = unset }), time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
    }

    private static Task<int> InsertAsync(NpgsqlConnection connection, IReadOnlyList<ProvisionAgreement> agreements) => connection.ExecuteAsync(
        """
        INSERT INTO provision_agreement (organisation, position, indicators, ref_areas, valid_from, valid_to, is_primary)
        VALUES (@Organisation, @position, @Indicators, @RefAreas, @ValidFrom::date, @ValidTo::date, @IsPrimary)
        """,
        agreements.Select((agreement, position) => new
        {
            agreement.Organisation,
            position,
            Indicators = agreement.Indicators.ToArray(),
            RefAreas = agreement.RefAreas.ToArray(),
            ValidFrom = agreement.ValidFrom?.ToDateTime(TimeOnly.MinValue),
            ValidTo = agreement.ValidTo?.ToDateTime(TimeOnly.MinValue),
            agreement.IsPrimary,
        }));
}
