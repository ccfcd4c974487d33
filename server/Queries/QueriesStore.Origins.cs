using System.Text.Json;
using Dapper;
using Npgsql;
using StatExchange.Server.Database;

namespace StatExchange.Server.Queries;

/// <content>Where figures come from, and why they are right though a rule warned of them.</content>
internal sealed partial class QueriesStore
{
    // An observation that a later release changed has a vintage of its own, which the justification is not about.
    private static readonly string SelectJustifications = Justifications("series_history");

    // Which vintage is about which, those who know more figures know better.
    private static readonly string SelectKnownJustifications = Justifications("series_known_history");

    private static string Justifications(string history) =>
        $"""
        SELECT j.ref_area, j.series_id, j.release_id, j.period, j.rule_id, j.text, j.author, j.justified_at
        FROM figure_justification j
        WHERE (j.ref_area, j.series_id) >= (@FirstArea, @FirstSeries) AND (j.ref_area, j.series_id) <= (@LastArea, @LastSeries)
          AND j.release_id <= @releaseId
          AND NOT EXISTS (
            SELECT 1 FROM {history} h
            WHERE h.ref_area = j.ref_area AND h.series_id = j.series_id AND h.release_id > j.release_id AND h.release_id <= @releaseId
              AND (j.period IS NULL OR j.period = ANY(h.periods)))
        ORDER BY j.ref_area, j.series_id, j.period NULLS FIRST, j.release_id, j.rule_id
        """;

    /// <summary>The justifications of the series of a page, as known at a release; of hidden figures for those who may see them.</summary>
    /// <param name="viewer">For whom.</param>
    /// <param name="page">The series, in the order of their addresses; at least one.</param>
    /// <param name="releaseId">The release.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ILookup<(int RefArea, long SeriesId), JustificationRecord>> JustificationsAsync(
        Viewer viewer, IReadOnlyList<SeriesRecord> page, long releaseId, CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        var (first, last) = (page[0], page[^1]);
        var found = await session.Connection.QueryAsync<JustificationRecord>(new CommandDefinition(
            viewer.IsPublic ? SelectJustifications : SelectKnownJustifications,
            new { FirstArea = first.RefArea, FirstSeries = first.SeriesId, LastArea = last.RefArea, LastSeries = last.SeriesId, releaseId },
            cancellationToken: cancellationToken));
        return found.ToLookup(record => (record.RefArea, record.SeriesId));
    }

    /// <summary>
    /// The release that made an observation what it was at a release, with its submission. What a withdrawal restored was made by
    /// the earlier release.
    /// </summary>
    public async Task<OriginRecord> OriginAsync(
        Viewer viewer, int refArea, long seriesId, int period, long releaseId, CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        return await session.Connection.QuerySingleAsync<OriginRecord>(SelectOrigin, new { refArea, seriesId, period, releaseId });
    }

    // The digest is for those who sent the file: with it, others could try out which small numbers are hidden in it.
    private const string SelectOrigin =
        """
        WITH touched AS (
            SELECT coalesce(
                (SELECT max(h.release_id) FROM series_known_history h
                 WHERE h.ref_area = @refArea AND h.series_id = @seriesId AND h.release_id <= @releaseId AND @period = ANY(h.periods)),
                (SELECT c.first_release_id FROM series_current c WHERE c.ref_area = @refArea AND c.series_id = @seriesId)) AS release_id
        ),
        made AS (
            SELECT coalesce(f.from_release_ids[array_position(f.periods, @period)], t.release_id) AS release_id
            FROM touched t
            LEFT JOIN figure_restoration f ON f.ref_area = @refArea AND f.series_id = @seriesId AND f.release_id = t.release_id
        )
        SELECT r.release_id, r.published_at, s.submission_id, coalesce(s.source_name, '') AS source_name,
               CASE WHEN s.organisation = current_setting('statexchange.organisation', true) THEN coalesce(s.content_digest, '') ELSE '' END AS content_digest,
               coalesce(s.mapping_id, '') AS mapping_id,
               coalesce(s.mapping_version, 0) AS mapping_version
        FROM made m JOIN release r USING (release_id) LEFT JOIN submission s ON s.submission_id = r.submission_id
        """;

    private const string SelectPlaces =
        """
        SELECT coalesce(f.sheet, ''), coalesce(f.rows[o.n], 0),
               coalesce(f.value_columns[o.n],
                   (SELECT (c ->> 'Number')::int FROM jsonb_array_elements(s.source_columns) c
                    WHERE c ->> 'Concept' = 'OBS_VALUE' AND c ->> 'Sheet' = coalesce(f.sheet, '') LIMIT 1), 0),
               f.sent::text
        FROM figure_origin f
        JOIN release r ON r.release_id = f.release_id JOIN submission s ON s.submission_id = r.submission_id,
             unnest(f.periods) WITH ORDINALITY o (period, n)
        WHERE f.ref_area = $1 AND f.series_id = $2 AND f.release_id = $3 AND o.period = $4
        ORDER BY f.batch, f.position, o.n
        """;

    /// <summary>
    /// Where an observation stood in the file of the submission that a release published; nowhere for those who may not see it.
    /// </summary>
    public async Task<IReadOnlyList<PlaceRecord>> PlacesAsync(
        Viewer viewer, int refArea, long seriesId, int period, long releaseId, CancellationToken cancellationToken)
    {
        await using var session = await ViewerSession.OpenAsync(database, viewer, cancellationToken);
        await using var command = new NpgsqlCommand(SelectPlaces, session.Connection);
        Parameter(command, refArea);
        Parameter(command, seriesId);
        Parameter(command, releaseId);
        Parameter(command, period);
        var places = new List<PlaceRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var sent = reader.IsDBNull(3) ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(3))!;
            places.Add(new PlaceRecord(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), sent));
        }

        return places;
    }
}
