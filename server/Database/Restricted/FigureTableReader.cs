using Npgsql;
using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Database.Restricted;

/// <summary>Reads a whole table of figures into memory, with what the release under way collected for it.</summary>
internal static class FigureTableReader
{
    private const string OfTable = "k.ref_area = $1 AND k.data_provider = $2 AND k.indicator = ANY($3)";

    private static readonly string SelectSeries =
        $"""
        SELECT k.series_id, ARRAY[{string.Join(", ", SeriesTable.KeyColumns.Select(column => $"k.{column}"))}], c.first_release_id,
               r.series_id IS NOT NULL, m.series_id IS NOT NULL, coalesce(m.existed, false),
               {SeriesTable.Select("c")}, {SeriesTable.Select("r")}, {SeriesTable.Select("m")}, {SeriesTable.Select("m", "old_")}
        FROM series k
        LEFT JOIN series_current c ON c.ref_area = k.ref_area AND c.series_id = k.series_id
        LEFT JOIN series_restricted r ON r.ref_area = k.ref_area AND r.series_id = k.series_id
        LEFT JOIN merged m ON m.ref_area = k.ref_area AND m.series_id = k.series_id
        WHERE {OfTable} AND (c.series_id IS NOT NULL OR m.series_id IS NOT NULL)
        ORDER BY k.series_id
        """;

    private static readonly string SelectHistory =
        $"""
        SELECT h.series_id, h.release_id, false, {SeriesTable.Select("h")}
        FROM series k JOIN series_history h ON h.ref_area = k.ref_area AND h.series_id = k.series_id WHERE {OfTable}
        UNION ALL
        SELECT h.series_id, h.release_id, true, {SeriesTable.Select("h")}
        FROM series k JOIN series_restricted_history h ON h.ref_area = k.ref_area AND h.series_id = k.series_id WHERE {OfTable}
        ORDER BY 1, 2 DESC
        """;

    /// <summary>Reads a table.</summary>
    /// <param name="connection">The connection of the release, which is identified.</param>
    /// <param name="table">The table.</param>
    /// <param name="releaseId">The release.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<StoredSeries>> ReadAsync(
        NpgsqlConnection connection, FigureTable table, long releaseId, CancellationToken cancellationToken)
    {
        const int first = 6;
        var width = SeriesTable.Columns.Count;
        var found = new List<StoredSeries>();
        await using (var command = Command(connection, SelectSeries, table))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var isNew = reader.IsDBNull(2);
                found.Add(new StoredSeries(reader.GetInt64(0), reader.GetFieldValue<int[]>(1), isNew ? releaseId : reader.GetInt64(2))
                {
                    Shown = isNew ? null : SeriesTable.Read(reader, first),
                    Restricted = reader.GetBoolean(3) ? SeriesTable.Read(reader, first + width) : null,
                    Merged = reader.GetBoolean(4) ? SeriesTable.Read(reader, first + (2 * width)) : null,
                    Replaced = reader.GetBoolean(5) ? SeriesTable.Read(reader, first + (3 * width)) : null,
                });
            }
        }

        var byId = found.ToDictionary(series => series.SeriesId);
        await using (var command = Command(connection, SelectHistory, table))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var series = byId[reader.GetInt64(0)];
                (reader.GetBoolean(2) ? series.RestrictedHistory : series.ShownHistory)
                    .Add(new ReplacedColumns(reader.GetInt64(1), SeriesTable.Read(reader, 3)));
            }
        }

        return found;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, FigureTable table) => new(sql, connection)
    {
        CommandTimeout = 0,
        Parameters =
        {
            new NpgsqlParameter<int> { TypedValue = table.RefArea },
            new NpgsqlParameter<int> { TypedValue = table.DataProvider },
            new NpgsqlParameter<int[]> { TypedValue = table.Indicators },
        },
    };
}
