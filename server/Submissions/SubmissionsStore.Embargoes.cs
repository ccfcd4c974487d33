using Dapper;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <content>Until when single observations are kept from the public.</content>
internal sealed partial class SubmissionsStore
{
    // Of what was stated last: an instant, or none, which takes away the one before. A status that is not stated leaves it. Few series
    // have instants, so only these are opened up.
    private const string KeepEmbargoes =
        """
        CREATE TEMPORARY TABLE stated_embargo ON COMMIT DROP AS
        SELECT DISTINCT ON (s.ref_area, s.series_id, o.period)
               s.ref_area, s.series_id, o.period, (s.embargoes->>(o.period::text))::timestamptz AS until
        FROM staged_series s CROSS JOIN LATERAL unnest(s.periods) WITH ORDINALITY o (period, n)
        WHERE s.submission_id = @SubmissionId AND s.series_id IS NOT NULL AND s.action <> @Delete
          AND (s.left_out IS NULL OR NOT o.n = ANY(s.left_out))
          AND coalesce(substr(s.conf_status, o.n::int, 1), @Free) <> @NotStated
          AND (s.embargoes IS NOT NULL
               OR EXISTS (SELECT 1 FROM observation_embargo e WHERE e.ref_area = s.ref_area AND e.series_id = s.series_id))
        ORDER BY s.ref_area, s.series_id, o.period, s.batch DESC, s.position DESC;
        DELETE FROM observation_embargo e USING stated_embargo s
        WHERE e.ref_area = s.ref_area AND e.series_id = s.series_id AND e.period = s.period;
        INSERT INTO observation_embargo (ref_area, series_id, period, organisation, until)
        SELECT ref_area, series_id, period, @Organisation, until FROM stated_embargo WHERE until IS NOT NULL
        """;

    private static Task<int> KeepEmbargoesAsync(NpgsqlConnection connection, SubmissionRecord submission, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            KeepEmbargoes,
            new
            {
                submission.SubmissionId,
                submission.Organisation,
                Delete = (short)SeriesAction.Delete,
                Free = $"{DataStructureDefinition.FreeStatus}",
                NotStated = $"{DataStructureDefinition.NotStated}",
            },
            commandTimeout: 0, cancellationToken: cancellationToken));
}
