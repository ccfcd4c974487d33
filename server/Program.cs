using Dapper;
using Npgsql;
using StatExchange.Server.Calendar;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Embedded;
using StatExchange.Server.Hosting;
using StatExchange.Server.Mappings;
using StatExchange.Server.Queries;
using StatExchange.Server.Submissions;
using StatExchange.Server.Telemetry;

DefaultTypeMap.MatchNamesWithUnderscores = true;
try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddTelemetry();
    builder.AddHosting();
    await using var embedded = await builder.StartEmbeddedDatabaseAsync();
    builder.AddDatabase();
    builder.AddCatalogue();
    builder.AddMappings();
    builder.AddSubmissions();
    builder.AddQueries();
    builder.AddCalendar();

    await using var application = builder.Build();
    application.MapHosting();
    application.MapCatalogue();
    application.MapMappings();
    application.MapSubmissions();
    application.MapQueries();
    application.MapCalendar();
    await application.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is StartRefusedException or EmbeddedPostgresException or CatalogueFileException
    or NpgsqlException or IOException or ArgumentException or InvalidOperationException or FormatException)
{
    // The operator's to mend: what to change matters, where in the code it was noticed does not.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
