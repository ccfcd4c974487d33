using Dapper;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database;
using StatExchange.Server.Hosting;
using StatExchange.Server.Queries;
using StatExchange.Server.Submissions;
using StatExchange.Server.Telemetry;

DefaultTypeMap.MatchNamesWithUnderscores = true;

var builder = WebApplication.CreateBuilder(args);
builder.AddTelemetry();
builder.AddHosting();
await using var embedded = await builder.StartEmbeddedDatabaseAsync();
builder.AddDatabase();
builder.AddCatalogue();
builder.AddSubmissions();
builder.AddQueries();

var application = builder.Build();
application.MapHosting();
application.MapCatalogue();
application.MapSubmissions();
application.MapQueries();
await application.RunAsync();
