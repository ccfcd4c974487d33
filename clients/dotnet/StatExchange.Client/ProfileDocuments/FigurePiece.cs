using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>An observation that a figure of a year may be made of.</summary>
/// <param name="Observation">The observation.</param>
/// <param name="Release">The release that made it what it is.</param>
/// <param name="Source">The source that was stated with it.</param>
internal sealed record FigurePiece(Observation Observation, ReleaseNote Release, string Source)
{
    private const char Suppressed = 'Q';

    /// <summary>Its period.</summary>
    public TimePeriod Period => Observation.Period;

    /// <summary>Whether it has a value, shown or not.</summary>
    public bool IsKnown => Observation.Value is not null || Observation.Status == Suppressed;
}
