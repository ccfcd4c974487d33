using StatExchange.Server.Database.Figures;
using StatExchange.Server.Queries.Comparable;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>What observations say of the figures that are owed.</summary>
internal static class FigureStates
{
    // CL_OBS_STATUS: missing value; data cannot exist.
    private const char CannotExist = 'M';

    /// <summary>What an observation of a status is.</summary>
    public static FigureState Of(char status) => status switch
    {
        StatusOrder.Suppressed => FigureState.Known,
        CannotExist => FigureState.CannotExist,
        _ => SeriesColumns.HasValue(status) ? FigureState.Known : FigureState.WithoutValue,
    };
}
