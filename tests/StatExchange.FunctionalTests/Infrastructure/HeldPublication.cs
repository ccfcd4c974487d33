using Npgsql;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Holds publications at their last step, the entry in the release log, until it is disposed.</summary>
internal sealed class HeldPublication : IAsyncDisposable
{
    private readonly NpgsqlConnection _holder;
    private readonly NpgsqlConnection _observer;

    private HeldPublication(string connectionString)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        _holder = new NpgsqlConnection(unpooled);
        _observer = new NpgsqlConnection(unpooled);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HeldPublication> BeginAsync(string connectionString)
    {
        var held = new HeldPublication(connectionString);
        await held._holder.OpenAsync(Cancellation);
        await held._observer.OpenAsync(Cancellation);

        // Readers pass, the INSERT of a publication does not.
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE release IN SHARE MODE", held._holder);
        await hold.ExecuteNonQueryAsync(Cancellation);
        return held;
    }

    /// <summary>Waits until a publication has written its figures and waits for the release log.</summary>
    public async Task WaitUntilItWaitsAsync(Task publication)
    {
        const string waiting =
            """
            SELECT EXISTS (
                SELECT 1 FROM pg_locks log JOIN pg_locks figures USING (pid)
                WHERE log.relation = 'release'::regclass AND NOT log.granted
                  AND figures.relation = 'series_current'::regclass AND figures.mode = 'RowExclusiveLock' AND figures.granted)
            """;
        await using var command = new NpgsqlCommand(waiting, _observer);
        while (!(bool)(await command.ExecuteScalarAsync(Cancellation))!)
            Assert.False(publication.IsCompleted, "The publication ended without waiting.");
    }

    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        await _observer.DisposeAsync();
    }
}
