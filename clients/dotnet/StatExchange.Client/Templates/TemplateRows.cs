using System.Globalization;
using StatExchange.V1;

namespace StatExchange.Client.Templates;

/// <summary>
/// The figures that a template asks for: of each indicator the total, and what else the organisation published for the period
/// before, for each of the indicator's periods within the period of the profile.
/// </summary>
internal static class TemplateRows
{
    private const string DayFormat = "yyyy-MM-dd";

    public static async Task<IReadOnlyList<TemplateRow>> ReadAsync(
        StatExchangeClient client,
        string organisation,
        string area,
        TimePeriod period,
        IReadOnlyList<Indicator> indicators,
        CancellationToken cancellationToken)
    {
        var published = await ReadPublishedAsync(client, organisation, area, period, indicators, cancellationToken);
        var rows = new List<TemplateRow>();
        foreach (var indicator in indicators)
        {
            var total = Complete(new SeriesKey { Freq = indicator.Freq, Indicator = indicator.Code, RefArea = area }, indicator);
            var series = published.GetValueOrDefault(indicator.Code) ?? [];
            var totalSeries = series.Find(one => one.Key.Equals(total)) ?? new PublishedSeries(total, new Dictionary<int, Observation>());
            foreach (var one in series.Where(one => !ReferenceEquals(one, totalSeries)).Prepend(totalSeries))
                rows.AddRange(RowsOf(indicator, one, period));
        }

        return rows;
    }

    /// <summary>How many periods further the same one of the next reporting period is.</summary>
    private static int Step(Frequency frequency, TimePeriod period)
    {
        if (frequency.Code is ['A', _, ..])
            return int.Parse(frequency.Code.AsSpan(1), CultureInfo.InvariantCulture);
        var (first, last) = frequency.OrdinalsWithin(period.FirstDay, period.LastDay);
        return Math.Max(0, last - first + 1);
    }

    private static IEnumerable<TemplateRow> RowsOf(Indicator indicator, PublishedSeries series, TimePeriod period)
    {
        if (Frequency.Find(series.Key.Freq) is not { } frequency)
            yield break;
        var step = Step(frequency, period);
        var (first, last) = frequency.OrdinalsWithin(period.FirstDay, period.LastDay);
        for (var ordinal = first; ordinal <= last; ordinal++)
        {
            Observation? previous = series.Observations.TryGetValue(ordinal - step, out var found) ? found : null;
            yield return new TemplateRow(indicator, series.Key, new TimePeriod(frequency, ordinal), previous);
        }
    }

    private static async Task<Dictionary<string, List<PublishedSeries>>> ReadPublishedAsync(
        StatExchangeClient client,
        string organisation,
        string area,
        TimePeriod period,
        IReadOnlyList<Indicator> indicators,
        CancellationToken cancellationToken)
    {
        var byCode = indicators.ToDictionary(indicator => indicator.Code, StringComparer.Ordinal);
        var longest = Frequency.All.Where(frequency => frequency.PeriodsPerYear == 1).Max(frequency => Step(frequency, period));
        var query = new SeriesQuery
        {
            StartPeriod = period.FirstDay.AddYears(-Math.Min(longest, period.FirstDay.Year - 1)).ToString(DayFormat, CultureInfo.InvariantCulture),
            EndPeriod = period.FirstDay.AddDays(-1).ToString(DayFormat, CultureInfo.InvariantCulture),
        }
            .Where("DATA_PROVIDER", organisation)
            .Where("REF_AREA", area)
            .Where("INDICATOR", byCode.Keys);
        var published = new Dictionary<string, List<PublishedSeries>>(StringComparer.Ordinal);
        await using var answer = await client.QuerySeriesAsync(query, cancellationToken);
        await foreach (var series in answer.ReadSeriesAsync(cancellationToken))
        {
            if (Frequency.Find(series.Key.Freq) is not { } frequency)
                continue;
            var step = Step(frequency, period);
            var (first, last) = frequency.OrdinalsWithin(period.FirstDay, period.LastDay);
            var observations = series.Observations()
                .Where(observation => observation.Period.Ordinal >= first - step && observation.Period.Ordinal <= last - step)
                .ToDictionary(observation => observation.Period.Ordinal);
            if (observations.Count == 0)
                continue;
            var key = Complete(series.Key, byCode[series.Key.Indicator]);
            if (!published.TryGetValue(key.Indicator, out var list))
                published[key.Indicator] = list = [];
            list.Add(new PublishedSeries(key, observations));
        }

        foreach (var list in published.Values)
            list.Sort((left, right) => string.CompareOrdinal(TextOf(left.Key), TextOf(right.Key)));
        return published;
    }

    private static string TextOf(SeriesKey key) => string.Join('\t', Dimension.All.Select(dimension => dimension.Get(key)));

    /// <summary>A key as the template states it: without the provider, the total where nothing is said, empty where nothing applies.</summary>
    private static SeriesKey Complete(SeriesKey key, Indicator indicator)
    {
        var complete = key.Clone();
        complete.DataProvider = "";
        foreach (var dimension in Dimension.All.Where(dimension => dimension.IsBreakdown))
        {
            if (!indicator.Breakdowns.Contains(dimension.Id))
                dimension.Set(complete, "");
            else if (dimension.Get(complete).Length == 0)
                dimension.Set(complete, DataStructureDefinition.Total);
        }

        return complete;
    }
}
