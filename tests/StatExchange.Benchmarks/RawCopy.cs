using Npgsql;
using NpgsqlTypes;

namespace StatExchange.Benchmarks;

/// <summary>What everything is measured against: binary COPY of rows through Npgsql, straight into and out of a table.</summary>
internal sealed class RawCopy(string connectionString)
{
    /// <summary>Makes the table anew.</summary>
    public Task PrepareAsync() => ExecuteAsync(
        """
        DROP TABLE IF EXISTS raw_observation;
        CREATE TABLE raw_observation (
            series_id int, period int, value bigint NOT NULL, PRIMARY KEY (series_id, period))
        """);

    /// <summary>Copies the observations in.</summary>
    /// <returns>How many.</returns>
    public async Task<ulong> WriteAsync(int observations)
    {
        await using var connection = await OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY raw_observation (series_id, period, value) FROM STDIN (FORMAT BINARY)");
        foreach (var series in GeneratedSeries.Of(observations))
        {
            for (var position = 0; position < GeneratedSeries.Length; position++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(series.Number, NpgsqlDbType.Integer);
                await copy.WriteAsync(GeneratedSeries.Period(position), NpgsqlDbType.Integer);
                await copy.WriteAsync(series.Value(position), NpgsqlDbType.Bigint);
            }
        }

        return await copy.CompleteAsync();
    }

    /// <summary>Takes over what the exchange holds as known now.</summary>
    public Task TakeCurrentAsync() => ExecuteAsync(
        """
        INSERT INTO raw_observation
        SELECT c.series_id, o.period, o.value FROM series_current c, unnest(c.periods, c."values") AS o (period, value)
        """);

    /// <summary>Copies the observations out, row by row.</summary>
    public async Task<Checksum> ReadAsync()
    {
        await using var connection = await OpenAsync();
        await using var copy = await connection.BeginBinaryExportAsync(
            "COPY raw_observation (series_id, period, value) TO STDOUT (FORMAT BINARY)");
        var sum = new Checksum();
        while (await copy.StartRowAsync() != -1)
        {
            await copy.ReadAsync<int>(NpgsqlDbType.Integer);
            var period = await copy.ReadAsync<int>(NpgsqlDbType.Integer);
            sum.Add(period, await copy.ReadAsync<long>(NpgsqlDbType.Bigint));
        }

        return sum;
    }

    /// <summary>Empties every table that holds submissions or series, so that a round finds nothing already there.</summary>
    public Task ForgetFiguresAsync() => ExecuteAsync(
        """
        DO $$
        DECLARE emptied text[] := (
            SELECT array_agg(DISTINCT format('%I.%I', table_schema, table_name))
            FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name IN ('series_id', 'submission_id')
              AND table_name <> 'raw_observation');
        DECLARE one text;
        BEGIN
            -- Some tables refuse it to everybody, by triggers.
            FOREACH one IN ARRAY emptied LOOP
                EXECUTE 'ALTER TABLE ' || one || ' DISABLE TRIGGER USER';
            END LOOP;
            EXECUTE 'TRUNCATE ' || array_to_string(emptied, ', ');
            FOREACH one IN ARRAY emptied LOOP
                EXECUTE 'ALTER TABLE ' || one || ' ENABLE TRIGGER USER';
            END LOOP;
        END $$
        """);

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
