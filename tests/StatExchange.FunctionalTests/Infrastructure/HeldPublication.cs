using Npgsql;

namespace StatExchange.FunctionalTests.Infrastructure;

/// <summary>Holds publications at one of their steps, by default the last, until it is disposed.</summary>
internal sealed class HeldPublication : IAsyncDisposable
{
    /// <summary>The step after all writing.</summary>
    public const string Commit = "commit";

    private const int CommitLock = 1_234_567;

    // At the end of a transaction, deferred triggers run before it is committed.
    private const string HoldCommits =
        """
        CREATE OR REPLACE FUNCTION wait_before_commit() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock_shared(1234567); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER wait_before_commit AFTER INSERT ON release DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait_before_commit();
        """;

    private readonly string _step;
    private readonly NpgsqlConnection _holder;
    private readonly NpgsqlConnection _observer;

    private HeldPublication(string connectionString, string step)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        (_step, _holder, _observer) = (step, new NpgsqlConnection(unpooled), new NpgsqlConnection(unpooled));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Holds whoever writes to a table, or commits.</summary>
    public static async Task<HeldPublication> BeginAsync(string connectionString, string step = "release")
    {
        var held = new HeldPublication(connectionString, step);
        await held._holder.OpenAsync(Cancellation);
        await held._observer.OpenAsync(Cancellation);

        // Readers pass, what a publication writes does not.
        var hold = step == Commit ? $"{HoldCommits} SELECT pg_advisory_lock({CommitLock})" : $"BEGIN; LOCK TABLE {step} IN SHARE MODE";
        await using var command = new NpgsqlCommand(hold, held._holder);
        await command.ExecuteNonQueryAsync(Cancellation);
        return held;
    }

    /// <summary>Waits until a publication waits at the step.</summary>
    /// <param name="publication">The publication, if this test has called for it.</param>
    /// <returns>The process of PostgreSQL that runs it.</returns>
    public async Task<int> WaitUntilItWaitsAsync(Task? publication = null)
    {
        var waiting = _step == Commit
            ? $"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {CommitLock} AND NOT granted"
            : $"""
              SELECT pid FROM pg_locks step JOIN pg_locks publication USING (pid)
              WHERE step.relation = '{_step}'::regclass AND NOT step.granted AND publication.locktype = 'advisory' AND publication.granted
              """;
        await using var command = new NpgsqlCommand(waiting, _observer);
        while (true)
        {
            if (await command.ExecuteScalarAsync(Cancellation) is int process)
                return process;
            Assert.False(publication?.IsCompleted == true, "The publication ended without waiting.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        await _observer.DisposeAsync();
    }
}
