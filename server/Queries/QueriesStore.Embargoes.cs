using Npgsql;
using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Queries;

/// <content>Until when observations are kept from the public.</content>
internal sealed partial class QueriesStore
{
    private const char Embargoed = 'E';

    // Only of observations that the viewer sees the value of: in the public's rows there is none beside this status.
    private static async Task<IReadOnlyList<SeriesRecord>> WithEmbargoesAsync(
        NpgsqlConnection connection, List<SeriesRecord> page, CancellationToken cancellationToken)
    {
        int[] embargoed =
        [
            .. Enumerable.Range(0, page.Count).Where(index => page[index].Columns is var columns && Enumerable.Range(0, columns.Count)
                .Any(position => columns.ConfidentialityAt(position) == Embargoed && SeriesColumns.HasValue(columns.StatusAt(position)))),
        ];
        if (embargoed.Length == 0)
            return page;
        await using var command = new NpgsqlCommand(
            """
            SELECT k.n, e.period, e.until
            FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS k (ref_area, series_id, n)
            JOIN observation_embargo e ON e.ref_area = k.ref_area AND e.series_id = k.series_id
            """,
            connection);
        Parameter(command, Array.ConvertAll(embargoed, index => page[index].RefArea));
        Parameter(command, Array.ConvertAll(embargoed, index => page[index].SeriesId));
        var completed = page.ToArray();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var index = embargoed[(int)reader.GetInt64(0) - 1];
            var (columns, period) = (completed[index].Columns, reader.GetInt32(1));
            var position = Array.IndexOf(columns.Periods, period);
            if (position >= 0 && columns.ConfidentialityAt(position) == Embargoed && SeriesColumns.HasValue(columns.StatusAt(position)))
                completed[index] = completed[index] with { Embargoes = new SortedDictionary<int, DateTime>(completed[index].Embargoes) { [period] = reader.GetDateTime(2) } };
        }

        return completed;
    }
}
