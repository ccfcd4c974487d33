using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Which releases made the figures of a year what they are, whatever frequencies they were reported at.</summary>
internal sealed class FigureOrigins
{
    private const string Annual = "A";

    private readonly Dictionary<SeriesKey, List<FigurePiece>> _pieces = [];

    /// <summary>Takes what stands of a vintage.</summary>
    public void Add(PublishedVintage vintage)
    {
        var key = WithoutFrequency(vintage.Series.Key);
        if (!_pieces.TryGetValue(key, out var pieces))
            _pieces[key] = pieces = [];
        pieces.AddRange(vintage.Observations().Where(one => one.ReplacedBy is null).Select(one => new FigurePiece(one.Observation, vintage.Release, vintage.Series.Source)));
    }

    /// <summary>The latest piece that a figure of the year is made of; null when there is none.</summary>
    /// <remarks>
    /// As the service puts figures together: what was reported for the year stands, and higher frequencies are put together only where the lower ones
    /// have no value, shown or not.
    /// </remarks>
    /// <param name="key">The figure's series, of any frequency.</param>
    /// <param name="indicator">Its indicator.</param>
    public FigurePiece? Find(SeriesKey key, Indicator indicator)
    {
        if (!_pieces.TryGetValue(WithoutFrequency(key), out var pieces))
            return null;
        List<FigurePiece> taken = [];
        foreach (var frequency in pieces.GroupBy(piece => piece.Period.Frequency).Where(group => IsPossible(group.Key, indicator)).OrderBy(group => group.Key.PeriodsPerYear))
        {
            var made = MadeOf([.. frequency.OrderBy(piece => piece.Period)], indicator.MeasureKind);
            if (taken.Count == 0 || (!taken.Exists(piece => piece.IsKnown) && made.Exists(piece => piece.IsKnown)))
                taken = made;
        }

        return taken.MaxBy(piece => piece.Release.ReleaseId);
    }

    // Averages and ratios are no sums of those of quarters; weeks and several years divide no year.
    private static bool IsPossible(Frequency frequency, Indicator indicator) =>
        frequency.Code == Annual
        || (frequency.PeriodsPerYear > 1 && (indicator.MeasureKind == MeasureKind.Stock || (indicator.MeasureKind == MeasureKind.Flow && indicator.Aggregation == Aggregation.Sum)));

    // A stock is its last figure, a flow the sum of those that there are.
    private static List<FigurePiece> MadeOf(List<FigurePiece> pieces, MeasureKind kind)
    {
        var (last, known) = (pieces[^1], pieces.FindAll(piece => piece.Observation.Value is not null));
        if (kind == MeasureKind.Stock)
            return [last.Period.LastDay is { Month: 12, Day: 31 } && last.IsKnown ? last : known.LastOrDefault() ?? last];
        return known.Count > 0 ? known : [pieces.Find(piece => piece.IsKnown) ?? last];
    }

    private static SeriesKey WithoutFrequency(SeriesKey key)
    {
        var without = key.Clone();
        without.Freq = "";
        return without;
    }
}
