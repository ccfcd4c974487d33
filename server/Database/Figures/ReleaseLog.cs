using Dapper;
using Npgsql;

namespace StatExchange.Server.Database.Figures;

/// <summary>The release log: numbers are given under a lock, so that they become visible in order and without gaps.</summary>
internal static class ReleaseLog
{
    /// <summary>The columns of a release "r" for a SELECT, with the release "w" that withdrew it.</summary>
    public const string Columns =
        """
        r.release_id, r.published_at, r.organisation, r.submission_id, r.kind, r.reason, r.embargo_at, r.withdraws_release_id,
        w.release_id AS withdrawn_by_release_id, r.series_added, r.series_changed, r.observations_added, r.observations_changed,
        r.observations_deleted, r.observations_left
        """;

    /// <summary>Joins to a release "r" the one that withdrew it.</summary>
    public const string JoinWithdrawal = "LEFT JOIN release w ON w.withdraws_release_id = r.release_id";

    /// <summary>Waits until nobody else changes published figures; until the transaction ends nobody else does.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
        $"SELECT pg_advisory_xact_lock({AdvisoryLocks.Publication})", commandTimeout: 0, cancellationToken: cancellationToken));

    /// <summary>
    /// Begins the next release; the lock is needed. Its instant is strictly later than that of the release before, whatever the
    /// clocks of two servers say.
    /// </summary>
    public static Task<ReleaseRecord> NextAsync(NpgsqlConnection connection, DateTimeOffset now) => connection.QuerySingleAsync<ReleaseRecord>(
        """
        SELECT coalesce(max(release_id), 0) + 1 AS release_id, greatest(@now, max(published_at) + interval '1 microsecond') AS published_at
        FROM release
        """,
        new { now });

    /// <summary>The release with a number; null when there is none.</summary>
    public static Task<ReleaseRecord?> FindAsync(NpgsqlConnection connection, long releaseId) => connection.QuerySingleOrDefaultAsync<ReleaseRecord>(
        $"SELECT {Columns} FROM release r {JoinWithdrawal} WHERE r.release_id = @releaseId", new { releaseId });

    /// <summary>The number of the last release; 0 when there is none.</summary>
    public static Task<long> LastAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<long>("SELECT coalesce(max(release_id), 0) FROM release");

    /// <summary>Writes a release into the log, the last step before it is committed.</summary>
    public static Task AppendAsync(NpgsqlConnection connection, ReleaseRecord release) => connection.ExecuteAsync(
        """
        INSERT INTO release (release_id, submission_id, organisation, published_at, kind, reason, embargo_at, withdraws_release_id,
                             series_added, series_changed, observations_added, observations_changed, observations_deleted, observations_left)
        VALUES (@ReleaseId, @SubmissionId, @Organisation, @PublishedAt, @KindName, @Reason, @EmbargoAt, @WithdrawsReleaseId,
                @SeriesAdded, @SeriesChanged, @ObservationsAdded, @ObservationsChanged, @ObservationsDeleted, @ObservationsLeft)
        """,
        new
        {
            release.ReleaseId,
            release.SubmissionId,
            release.Organisation,
            release.PublishedAt,
            KindName = release.Kind.ToString(),
            release.Reason,
            release.EmbargoAt,
            release.WithdrawsReleaseId,
            release.SeriesAdded,
            release.SeriesChanged,
            release.ObservationsAdded,
            release.ObservationsChanged,
            release.ObservationsDeleted,
            release.ObservationsLeft,
        });
}
