using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Adds up, indicator by indicator, what publishing a submission would change.</summary>
internal sealed class SubmissionPreview(CatalogueSnapshot catalogue)
{
    private static readonly int IndicatorPosition = Dimension.Find("INDICATOR")!.Position;

    private readonly SeriesMapping _mapping = new(catalogue);
    private readonly SortedDictionary<string, IndicatorRevision> _indicators = new(StringComparer.Ordinal);

    /// <summary>What would be counted in a release, and what forbids one.</summary>
    public MergeOutcome Outcome { get; } = new(new ReleaseRecord { ReleaseId = 0, PublishedAt = DateTime.MinValue });

    /// <summary>The revisions, ordered by indicator.</summary>
    public IEnumerable<IndicatorRevision> Indicators => _indicators.Values;

    /// <summary>All of them together.</summary>
    public IndicatorRevision Total { get; } = new();

    /// <summary>Takes a series.</summary>
    /// <returns>How it would change; null when it would not.</returns>
    public SeriesChange? Add(MergedSeries series)
    {
        var merge = series.Merge;
        var difference = Outcome.Add(series.RefArea, series.SeriesId, merge) is { } changed
            ? SeriesDifference.Between(merge.Before, changed.Next)
            : null;
        var indicator = catalogue.CodeOf(series.DimensionIds[IndicatorPosition]);
        if (!_indicators.TryGetValue(indicator, out var revision))
            _indicators[indicator] = revision = new IndicatorRevision { Indicator = indicator };
        foreach (var counted in new[] { revision, Total })
        {
            counted.SeriesAdded += difference is { After.Count: > 0 } && !merge.HadObservations ? 1 : 0;
            counted.SeriesChanged += difference is not null && merge.HadObservations ? 1 : 0;
            counted.Added += merge.Added;
            counted.Changed += merge.Changed;
            counted.Deleted += merge.Deleted;
            counted.Unchanged += merge.Unchanged;
            counted.LargestChangePercent = Math.Max(counted.LargestChangePercent, LargestChange(difference));
        }

        return difference is null ? null : _mapping.ToProto(series.DimensionIds, difference);
    }

    private static double LargestChange(SeriesDifference? difference)
    {
        if (difference is not { Before: { } before, After: { } after })
            return 0;
        const double percent = 100;
        var now = ObservationMap.From(after);
        return ObservationMap.From(before)
            .Where(entry => entry.Value.Value is not (null or 0) && now.GetValueOrDefault(entry.Key)?.Value is not null)
            .Select(entry => percent * Math.Abs((double)(now[entry.Key].Value!.Value - entry.Value.Value!.Value) / (double)entry.Value.Value!.Value))
            .DefaultIfEmpty().Max();
    }
}
