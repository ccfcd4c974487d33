using Dapper;
using StatExchange.Server.Access;
using StatExchange.Server.Audit;
using StatExchange.Server.Calendar;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Confidentiality;
using StatExchange.Server.Database;
using StatExchange.Server.Limits;
using StatExchange.Server.Mappings;
using StatExchange.Server.Methodology;
using StatExchange.Server.Queries;
using StatExchange.Server.Releases;
using StatExchange.Server.Submissions;

namespace StatExchange.Server;

/// <summary>The database and every slice. A test runs them in a host of its own, with a clock of its own.</summary>
internal static class ExchangeModules
{
    /// <summary>Adds them.</summary>
    public static WebApplicationBuilder AddExchange(this WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.AddDatabase();
        builder.AddAudit();
        builder.AddCatalogue();
        builder.AddAccess();
        builder.AddLimits();
        builder.AddConfidentiality();
        builder.AddMappings();
        builder.AddMethodology();
        builder.AddSubmissions();
        builder.AddQueries();
        builder.AddReleases();
        builder.AddCalendar();
        return builder;
    }

    /// <summary>Maps their services.</summary>
    public static WebApplication MapExchange(this WebApplication application)
    {
        application.MapCatalogue();
        application.MapAccess();
        application.MapMappings();
        application.MapMethodology();
        application.MapSubmissions();
        application.MapQueries();
        application.MapReleases();
        application.MapCalendar();
        return application;
    }
}
