using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Reads the columns of a series as observations.</summary>
public static class SeriesExtensions
{
    /// <summary>The observations of a series, in the order of its columns.</summary>
    /// <exception cref="InvalidDataException">The series' frequency is none whose periods can be counted.</exception>
    public static IEnumerable<Observation> Observations(this Series series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var frequency = Frequency.Find(series.Key.Freq)
            ?? throw new InvalidDataException($"'{series.Key.Freq}' is no frequency whose periods can be counted.");
        return Enumerate(series, frequency);
    }

    private static IEnumerable<Observation> Enumerate(Series series, Frequency frequency)
    {
        var gap = 0;
        var comment = 0;
        var embargo = 0;
        for (var i = 0; i < series.Periods.Count; i++)
        {
            var isGap = gap < series.WithoutValue.Count && series.WithoutValue[gap] == i;
            if (isGap)
                gap++;
            var comments = comment < series.Comments.Count && series.Comments[comment].Position == i
                ? series.Comments[comment++].Text.ToDictionary(StringComparer.Ordinal)
                : null;
            DateTimeOffset? until = embargo < series.Embargoes.Count && series.Embargoes[embargo].Position == i
                ? series.Embargoes[embargo++].Until.ToDateTimeOffset()
                : null;
            yield return new Observation(
                new TimePeriod(frequency, series.Periods[i]),
                isGap || series.Values.Count == 0 ? null : ScaledDecimal.ToDecimal(series.Values[i], series.Decimals),
                series.ObsStatus.Length == 0 ? DataStructureDefinition.NormalStatus : series.ObsStatus[i],
                series.ConfStatus.Length == 0 ? DataStructureDefinition.FreeStatus : series.ConfStatus[i],
                comments,
                until);
        }
    }
}
