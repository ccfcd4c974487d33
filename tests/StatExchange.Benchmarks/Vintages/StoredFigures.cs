using System.Globalization;
using Npgsql;

namespace StatExchange.Benchmarks.Vintages;

/// <summary>What figures and their history take on disk.</summary>
internal sealed class StoredFigures(string connectionString)
{
    /// <summary>What autovacuum does sooner or later: done now, it does not come in the middle of a round.</summary>
    public Task VacuumAsync() => ExecuteAsync("VACUUM (ANALYZE)");

    /// <summary>Leaves no room for later changes.</summary>
    public Task VacuumFullAsync() => ExecuteAsync("VACUUM FULL series_current, series_history");

    /// <summary>Observations that a table holds; in the history, each change is one.</summary>
    public Task<long> ObservationsAsync(string table) => ExecuteAsync($"SELECT sum(cardinality(periods))::bigint FROM {table}");

    /// <summary>Bytes of a table with its index.</summary>
    public Task<long> BytesAsync(string table) => ExecuteAsync($"SELECT pg_total_relation_size('{table}')");

    private async Task<long> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
