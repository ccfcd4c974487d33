using Npgsql;
using StatExchange.Server.Database.Embedded;
using StatExchange.Server.Hosting;

namespace StatExchange.Server.Database;

/// <summary>Registers the data source, starting the embedded cluster first where no database is configured.</summary>
internal static class DatabaseModule
{
    private const string EmbeddedSection = DatabaseOptions.Section + ":Embedded";

    // Queries page through the same few statements; a prepared plan saves their planning.
    private const int PreparedStatements = 64;

    private const int DefaultPoolSize = 80;

    private const string ApplicationName = "statexchange";

    /// <summary>Starts the embedded cluster when no connection string is configured.</summary>
    /// <returns>The cluster, to be disposed after the application; null when the database is somebody else's.</returns>
    public static async Task<EmbeddedPostgres?> StartEmbeddedDatabaseAsync(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
            return null;
        var embedded = builder.Configuration.GetSection(EmbeddedSection).Get<EmbeddedPostgresOptions>() ?? new EmbeddedPostgresOptions();
        if (!(embedded.Enabled ?? !builder.Environment.IsProduction()))
        {
            throw new StartRefusedException(
                "No database is configured. Set Database:ConnectionString, or set Database:Embedded:Enabled to true to run one " +
                "of the server's own; in Production it does not do so unasked.");
        }

        using var logging = LoggerFactory.Create(log => log.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        var database = await EmbeddedPostgres.StartAsync(
            embedded, logging.CreateLogger<EmbeddedPostgres>(), TimeProvider.System, CancellationToken.None);
        builder.Configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"] = database.ConnectionString;
        return database;
    }

    /// <summary>Adds the data source, which works as <see cref="ServerRole"/>, and the migrations, which their owner runs.</summary>
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>()!;
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = ApplicationName,
            MaxAutoPrepare = PreparedStatements,
        };
        connection.Options = $"{connection.Options} -c role={ServerRole.Name}".TrimStart();
        // Below what PostgreSQL's default of 100 leaves to ordinary roles: waiting for a connection beats being refused one.
        if (!connection.ShouldSerialize("Maximum Pool Size"))
            connection.MaxPoolSize = DefaultPoolSize;
        builder.Services.AddNpgsqlDataSource(connection.ConnectionString);
        var owner = new NpgsqlConnectionStringBuilder(
            string.IsNullOrWhiteSpace(options.OwnerConnectionString) ? options.ConnectionString : options.OwnerConnectionString)
        {
            // Two connections at the start, and none afterwards.
            ApplicationName = ApplicationName,
            Pooling = false,
        };
        builder.Services.AddNpgsqlDataSource(owner.ConnectionString, serviceKey: DatabaseMigrator.Owner);
        builder.Services.AddHostedService<DatabaseMigrator>();
        builder.Services.AddSingleton<TokenSeal>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TokenSeal>());
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
        builder.Services.AddGrpcHealthChecks();
        return builder;
    }
}
