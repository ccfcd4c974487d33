using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Corridors, period by period.</summary>
public static class MirrorExtensions
{
    /// <summary>The periods of a corridor with what both sides report of them.</summary>
    public static IEnumerable<MirrorComparison> Comparisons(this Mirror mirror)
    {
        ArgumentNullException.ThrowIfNull(mirror);
        var frequency = Frequency.Find(mirror.Key.Freq)!;
        return mirror.Observations.Select(observation => new MirrorComparison(
            new TimePeriod(frequency, observation.Period),
            ValueOf(observation.Reported, mirror.Decimals),
            ValueOf(observation.Mirrored, mirror.Decimals),
            observation.HasDifference ? ScaledDecimal.ToDecimal(observation.Difference, mirror.Decimals) : null,
            observation));
    }

    private static decimal? ValueOf(MirrorFigure figure, int decimals) => figure.State.IsIn()
        ? ScaledDecimal.ToDecimal(figure.Value, decimals)
        : null;
}
