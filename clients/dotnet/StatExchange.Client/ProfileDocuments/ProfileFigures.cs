using StatExchange.Client.Templates;
using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>The figures of a state over the years, and the releases that made those of the reporting year.</summary>
internal sealed class ProfileFigures(ProfileDocumentRequest request, CodeNames names, IEnumerable<string> indicators)
{
    /// <summary>How many partner areas are shown.</summary>
    private const int LargestPartners = 10;

    private const int LargestLines = 3;
    private const int LeastPoints = 3;

    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    private readonly Dictionary<string, List<Aggregate>> _aggregates = indicators.ToDictionary(code => code, _ => new List<Aggregate>(), StringComparer.Ordinal);
    private readonly Dictionary<SeriesKey, (ReleaseNote Release, string Source)> _origins = [];
    private IReadOnlyCollection<MethodologyNote> _methodology = [];

    private SeriesQuery Selected => new SeriesQuery { StartPeriod = $"{request.Year - request.YearsBefore}", EndPeriod = $"{request.Year}", AsOf = request.AsOf }
        .Where("REF_AREA", request.RefArea);

    /// <summary>Reads them.</summary>
    /// <returns>The state of knowledge that they are of.</returns>
    public async Task<Vintage> ReadAsync(StatExchangeClient client, CancellationToken cancellationToken)
    {
        // By years whatever they were reported by, and each provider's by itself: a document shows sources side by side.
        await using var answer = await client.QueryAggregatesAsync(new AggregateQuery(Selected) { Frequency = "A" }.OfEachProvider(), cancellationToken);
        await foreach (var aggregate in answer.ReadAggregatesAsync(cancellationToken))
        {
            if (_aggregates.TryGetValue(aggregate.Series.Key.Indicator, out var known))
                known.Add(aggregate);
        }

        _methodology = answer.Methodology;
        var ofYear = Selected with { StartPeriod = $"{request.Year}", AsOf = new AsOf { ReleaseId = answer.Vintage.ReleaseId } };
        await using var history = await client.QueryHistoryAsync(ofYear, cancellationToken);
        await foreach (var vintage in history.ReadVintagesAsync(cancellationToken))
        {
            if (vintage.Observations().Any(one => one.ReplacedBy is null))
                _origins[WithoutFrequency(vintage.Series.Key)] = (vintage.Release, vintage.Series.Source);
        }

        return answer.Vintage;
    }

    /// <summary>An indicator with its figures.</summary>
    public async Task<ProfileIndicator> IndicatorAsync(Indicator indicator, IReadOnlyCollection<ProfileMirror> mirrors, CancellationToken cancellationToken)
    {
        var aggregates = _aggregates[indicator.Code];
        var (shown, further) = await OfYearAsync(aggregates, cancellationToken);
        return new ProfileIndicator
        {
            Code = indicator.Code,
            Name = indicator.Names.In(request.Language),
            Definition = indicator.Definitions.In(request.Language),
            Unit = await names.UnitAsync(indicator.UnitMeasure, indicator.UnitMult, cancellationToken),
            Figures = shown,
            FurtherFigures = further,
            Lines = await LinesAsync(aggregates, shown, cancellationToken),
            Mirrors = [.. mirrors.Take(LargestPartners)],
            FurtherMirrors = Math.Max(0, mirrors.Count - LargestPartners),
            Methodology = [.. _methodology.Where(note => note.Indicator == indicator.Code)],
            LatestYear = aggregates.SelectMany(aggregate => aggregate.Series.Observations()).Where(one => one.Value is not null).Select(one => (int?)YearOf(one)).Max(),
        };
    }

    /// <summary>What the catalogue calculates of the profile's indicators, each provider's figures by themselves, where the year has a figure of it.</summary>
    public async Task<IReadOnlyList<ProfileIndicator>> CalculatedAsync(StatExchangeClient client, Vintage vintage, CancellationToken cancellationToken)
    {
        var calculated = new List<ProfileIndicator>();
        foreach (var derived in await client.ListDerivedIndicatorsAsync(cancellationToken))
        {
            if (!derived.Indicators.All(code => _aggregates.GetValueOrDefault(code) is { Count: > 0 }))
                continue;
            var query = new AggregateQuery(Selected with { AsOf = new AsOf { ReleaseId = vintage.ReleaseId } }) { Frequency = "A", DerivedIndicator = derived.Code }.OfEachProvider();
            await using var answer = await client.QueryAggregatesAsync(query, cancellationToken);
            var aggregates = await answer.ReadAggregatesAsync(cancellationToken).ToListAsync(cancellationToken);
            var (shown, further) = await OfYearAsync(aggregates, cancellationToken);
            if (shown.TrueForAll(figure => figure.Value is null))
                continue;
            calculated.Add(new ProfileIndicator
            {
                Code = derived.Code,
                Name = derived.Names.In(request.Language),
                Definition = derived.Definitions.In(request.Language),
                Formula = derived.Formula,
                Unit = await names.UnitAsync(derived.UnitMeasure, derived.UnitMult, cancellationToken),
                Figures = shown,
                FurtherFigures = further,
                Lines = await LinesAsync(aggregates, shown, cancellationToken),
                Mirrors = [],
                FurtherMirrors = 0,
                Methodology = [],
                LatestYear = null,
            });
        }

        return calculated;
    }

    private async Task<(List<ProfileFigure> Shown, int Further)> OfYearAsync(List<Aggregate> aggregates, CancellationToken cancellationToken)
    {
        var all = new List<ProfileFigure>();
        foreach (var aggregate in aggregates)
        {
            if (aggregate.Observations().FirstOrDefault(one => YearOf(one.Observation) == request.Year) is { } one)
                all.Add(await FigureAsync(aggregate, one, cancellationToken));
        }

        var shown = Shown(all);
        return (shown, all.Count - shown.Count);
    }

    private static int YearOf(Observation observation) => observation.Period.FirstDay.Year;

    private static SeriesKey WithoutFrequency(SeriesKey key)
    {
        var without = key.Clone();
        without.Freq = "";
        return without;
    }

    private static IEnumerable<Dimension> PartsOf(SeriesKey key) => Dimension.All.Where(dimension =>
        dimension.IsBreakdown && dimension.Get(key) is not ("" or DataStructureDefinition.Total or DataStructureDefinition.NotApplicable));

    // The total, the largest partners, and what is broken down by one other dimension: more of it is for queries.
    private static List<ProfileFigure> Shown(List<ProfileFigure> all)
    {
        var byParts = all.ToLookup(figure => PartsOf(figure.Key).ToList() switch { [] => 0, [var one] when one == CounterpartArea => 1, [_] => 2, _ => 3 });
        var partners = byParts[1].GroupBy(figure => figure.Key.CounterpartArea)
            .OrderByDescending(partner => partner.Max(figure => figure.Value ?? decimal.MinValue)).ThenBy(partner => partner.Key, StringComparer.Ordinal).Take(LargestPartners);
        return [.. byParts[0], .. partners.SelectMany(partner => partner), .. byParts[2].OrderBy(figure => figure.Breakdown, StringComparer.Ordinal)];
    }

    private async Task<ProfileFigure> FigureAsync(Aggregate aggregate, AggregateObservation one, CancellationToken cancellationToken)
    {
        var origin = _origins.GetValueOrDefault(WithoutFrequency(aggregate.Series.Key));
        return new ProfileFigure
        {
            Key = aggregate.Series.Key,
            Breakdown = await BreakdownAsync(aggregate.Series.Key, cancellationToken),
            Value = one.Observation.Value,
            Status = one.Observation.Status,
            ConfidentialityStatus = one.Observation.ConfidentialityStatus,
            IsIncomplete = !one.IsComplete && one.Observation.Value is not null,
            Comment = TextOf(one.Observation.Comments),
            Source = origin.Source ?? "",
            Release = origin.Release,
        };
    }

    private async Task<IReadOnlyList<ProfileLine>> LinesAsync(List<Aggregate> aggregates, List<ProfileFigure> shown, CancellationToken cancellationToken)
    {
        var totals = aggregates.Where(aggregate => !PartsOf(aggregate.Series.Key).Any()).ToList();
        var largest = shown.Where(figure => PartsOf(figure.Key).SequenceEqual([CounterpartArea])).Select(figure => figure.Key).Take(LargestLines).ToList();
        var lines = new List<ProfileLine>();
        foreach (var aggregate in totals.Count > 0 ? totals : aggregates.Where(aggregate => largest.Contains(aggregate.Series.Key)))
        {
            var points = aggregate.Series.Observations().Where(one => one.Value is not null).Select(one => (YearOf(one), one.Value!.Value)).ToList();
            if (points.Count < LeastPoints)
                continue;
            var partner = PartsOf(aggregate.Series.Key).Any() ? $"{await names.OfAsync("CL_AREA", aggregate.Series.Key.CounterpartArea, cancellationToken)}, " : "";
            lines.Add(new ProfileLine(partner + aggregate.Series.Key.DataProvider, points));
        }

        return lines;
    }

    private async Task<string> BreakdownAsync(SeriesKey key, CancellationToken cancellationToken)
    {
        var parts = new List<string>();
        foreach (var dimension in PartsOf(key))
            parts.Add($"{ProfileWords.Concept(dimension, request.Language)}: {await names.OfAsync(dimension.Codelist, dimension.Get(key), cancellationToken)}");
        return string.Join("; ", parts);
    }

    private string TextOf(IReadOnlyDictionary<string, string>? texts) => texts is null ? ""
        : texts.GetValueOrDefault(request.Language) ?? texts.GetValueOrDefault("en") ?? texts.Values.FirstOrDefault() ?? "";
}
