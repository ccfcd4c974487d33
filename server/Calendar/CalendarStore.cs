using Dapper;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>All SQL of the calendar. Its schedules and obligations are the catalogue's.</summary>
internal sealed class CalendarStore(NpgsqlDataSource database)
{
    // What a delivery is, in this one place: published, and not taken back by then. What a later submission takes the place of was
    // delivered nevertheless.
    private const string Counts =
        $"""
        r.kind = '{nameof(ReleaseKind.Publication)}' AND r.published_at < @before
        AND NOT EXISTS (SELECT 1 FROM release w WHERE w.withdraws_release_id = r.release_id AND w.published_at < @before)
        """;

    /// <summary>For each profile, organisation and period as stated, the first release before an instant.</summary>
    /// <param name="profile">Only of this profile; null for all.</param>
    /// <param name="organisation">Only of this organisation; null for all.</param>
    /// <param name="before">What was published at this instant or later does not count.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    public async Task<IReadOnlyList<DeliveryRecord>> DeliveredAsync(
        string? profile, string? organisation, DateTime before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeliveryRecord>(
            $"""
            SELECT DISTINCT ON (s.profile, s.organisation, s.reporting_period)
                   s.profile, s.organisation, s.reporting_period, r.release_id, r.published_at
            FROM submission s JOIN release r ON r.submission_id = s.submission_id
            WHERE s.profile <> '' AND {Counts}
              AND (@profile::text IS NULL OR s.profile = @profile) AND (@organisation::text IS NULL OR s.organisation = @organisation)
            ORDER BY s.profile, s.organisation, s.reporting_period, r.release_id
            """,
            new { profile, organisation, before });
        return rows.AsList();
    }

    /// <summary>The latest release; 0 when nothing has been published.</summary>
    public async Task<long> LatestReleaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(release_id), 0) FROM release");
    }
}
