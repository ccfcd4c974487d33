using Dapper;
using Npgsql;
using StatExchange.Server.Access.Credentials;
using StatExchange.Server.Audit;

namespace StatExchange.Server.Access.Enrolments;

/// <summary>All SQL about enrolments.</summary>
internal sealed class EnrolmentStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Insert =
        """
        INSERT INTO enrolment (code_hash, organisation, person, roles, created_at, created_by, expires_at)
        SELECT @CodeHash, @Organisation, @Person, @Roles, @now, @createdBy, @ExpiresAt
        """;

    /// <summary>Keeps what a code is good for.</summary>
    public async Task AddAsync(EnrolmentRecord enrolment, Caller by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(Insert, Parameters(enrolment, by.Named()));
        await AuditStore.AppendAsync(connection, Act(enrolment, by), time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Keeps what a code is good for, if nobody is known yet and no code waits for anybody.</summary>
    /// <param name="enrolment">What the code is good for.</param>
    /// <param name="beforeCommit">What is to be done before it counts; when that fails, it does not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it does.</returns>
    public async Task<bool> AddFirstAsync(EnrolmentRecord enrolment, Action beforeCommit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);

        // Two servers that start at once make one code.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("LOCK TABLE enrolment IN SHARE ROW EXCLUSIVE MODE", transaction: transaction);
        var added = await connection.ExecuteAsync(
            $"""
            {Insert}
            WHERE NOT EXISTS (SELECT 1 FROM credential) AND NOT EXISTS (SELECT 1 FROM enrolment WHERE expires_at > @now)
            """,
            Parameters(enrolment, string.Empty), transaction);
        if (added > 0)
        {
            beforeCommit();
            await AuditStore.AppendAsync(connection, Act(enrolment, Caller.Anonymous), time.GetUtcNow());
        }

        await transaction.CommitAsync(cancellationToken);
        return added > 0;
    }

    /// <summary>What a code is good for; null when there is no such code.</summary>
    public async Task<EnrolmentRecord?> FindAsync(byte[] codeHash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<EnrolmentRecord>(
            "SELECT code_hash, organisation, person, roles, expires_at, request_hash, credential_id, certificate FROM enrolment WHERE code_hash = @codeHash",
            new { codeHash });
    }

    /// <summary>Uses a code for a certificate, once.</summary>
    public async Task UseAsync(
        EnrolmentRecord enrolment, byte[] requestHash, byte[] certificate, CredentialRecord credential, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var used = await connection.ExecuteAsync(
            """
            UPDATE enrolment SET request_hash = @requestHash, credential_id = @CredentialId, certificate = @certificate
            WHERE code_hash = @CodeHash AND request_hash IS NULL
            """,
            new { requestHash, credential.CredentialId, certificate, enrolment.CodeHash }, transaction);
        if (used > 0)
            await CredentialStore.AddAsync(connection, credential, new Caller(credential.Organisation, credential.Person), "enrolment");
        await transaction.CommitAsync(cancellationToken);
    }

    private static AuditedAct Act(EnrolmentRecord enrolment, Caller by)
    {
        var subject = new { organisation = enrolment.Organisation, person = enrolment.Person, roles = enrolment.Roles, until = $"{enrolment.ExpiresAt:O}" };
        return by.Did("CREATE_ENROLMENT", subject) with { Concerns = [enrolment.Organisation] };
    }

    private object Parameters(EnrolmentRecord enrolment, string createdBy) => new
    {
        enrolment.CodeHash,
        enrolment.Organisation,
        enrolment.Person,
        enrolment.Roles,
        now = time.GetUtcNow(),
        createdBy,
        enrolment.ExpiresAt,
    };
}
