using System.ComponentModel.DataAnnotations;

namespace StatExchange.Server.Limits;

/// <summary>How much one caller may do. 0 of anything is no limit.</summary>
public sealed class CallerLimits
{
    /// <summary>
    /// Calls a minute. 500 a second is more than a script makes that does one thing after another, and far less than what keeps a
    /// server busy.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int RequestsPerMinute { get; set; } = 30_000;

    /// <summary>Streams at once. As many as one connection carries: who opens a second one to have more does not need them.</summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentStreams { get; set; } = 100;

    /// <summary>
    /// Observations a minute, sent and received. All that the region exchanges in a year, several times; an answer beyond it is slowed
    /// down and not cut.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ObservationsPerMinute { get; set; } = 100_000_000;

    /// <summary>
    /// Previews, publications and the like at once. Publications wait for one another anyway, and each that runs or waits holds a
    /// connection to the database: one caller is not to hold half of all.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int ConcurrentWork { get; set; } = 32;
}
