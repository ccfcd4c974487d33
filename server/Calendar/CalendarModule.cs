namespace StatExchange.Server.Calendar;

/// <summary>Registers the release calendar.</summary>
internal static class CalendarModule
{
    /// <summary>Adds the services.</summary>
    public static WebApplicationBuilder AddCalendar(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CalendarStore>();
        return builder;
    }

    /// <summary>Maps the gRPC service.</summary>
    public static WebApplication MapCalendar(this WebApplication application)
    {
        application.MapGrpcService<CalendarService>();
        return application;
    }
}
