using System.Data;
using Npgsql;

namespace StatExchange.Server.Database;

/// <summary>
/// A connection on which the database knows for whom it is read or written. It knows so for one transaction: nothing stays with the
/// connection when somebody else uses it afterwards. For the public there is nothing to know, and no transaction.
/// </summary>
internal sealed class ViewerSession : IAsyncDisposable
{
    private readonly NpgsqlTransaction? _transaction;

    private ViewerSession(NpgsqlConnection connection, NpgsqlTransaction? transaction) => (Connection, _transaction) = (connection, transaction);

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Opens a session whose statements all see one snapshot, unless it is the public's.</summary>
    public static async Task<ViewerSession> OpenAsync(NpgsqlDataSource database, Viewer viewer, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            if (viewer.IsPublic)
                return new ViewerSession(connection, null);
            var session = new ViewerSession(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken));
            await IdentifyAsync(connection, viewer, cancellationToken);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says for whom the transaction of a connection works, until it ends.</summary>
    public static async Task IdentifyAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT set_config('statexchange.organisation', $1, true)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = viewer.Organisation });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
            await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
