using Microsoft.Extensions.Options;
using Npgsql;
using StatExchange.Server;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database;
using StatExchange.Server.Database.Embedded;
using StatExchange.Server.Hosting;
using StatExchange.Server.Telemetry;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddTelemetry();
    builder.AddHosting();
    await using var embedded = await builder.StartEmbeddedDatabaseAsync();
    builder.AddExchange();

    await using var application = builder.Build();
    application.MapHosting();
    application.MapExchange();
    await application.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is StartRefusedException or EmbeddedPostgresException or CatalogueFileException
    or OptionsValidationException or NpgsqlException or IOException or ArgumentException or InvalidOperationException or FormatException)
{
    // The operator's to mend: what to change matters, where in the code it was noticed does not.
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
