using StatExchange.Client.Templates;
using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>The figures of a state over the years, and the releases that made those of the reporting year.</summary>
/// <param name="client">The service.</param>
/// <param name="anybody">The service as anybody sees it; null when it is not known.</param>
/// <param name="request">Which profile.</param>
/// <param name="names">Names of codes.</param>
/// <param name="indicators">Codes of its indicators.</param>
internal sealed class ProfileFigures(
    StatExchangeClient client, StatExchangeClient? anybody, ProfileDocumentRequest request, CodeNames names, IEnumerable<string> indicators)
{
    /// <summary>How many partner areas are shown.</summary>
    private const int LargestPartners = 10;

    private const int LargestLines = 3;
    private const int LeastPoints = 3;

    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    private readonly Dictionary<string, List<Aggregate>> _aggregates = indicators.ToDictionary(code => code, _ => new List<Aggregate>(), StringComparer.Ordinal);
    private readonly FigureOrigins _origins = new();
    private PublicView? _public;
    private IReadOnlyCollection<MethodologyNote> _methodology = [];

    private SeriesQuery Selected => new SeriesQuery { StartPeriod = $"{request.Year - request.YearsBefore}", EndPeriod = $"{request.Year}", AsOf = request.AsOf }
        .Where("REF_AREA", request.RefArea);

    /// <summary>Reads them.</summary>
    /// <returns>The state of knowledge that they are of.</returns>
    public async Task<Vintage> ReadAsync(CancellationToken cancellationToken)
    {
        // By years whatever they were reported by, and each provider's by itself: a document shows sources side by side.
        await using var answer = await client.QueryAggregatesAsync(Annual(Selected), cancellationToken);
        await foreach (var aggregate in answer.ReadAggregatesAsync(cancellationToken))
        {
            if (_aggregates.TryGetValue(aggregate.Series.Key.Indicator, out var ofIndicator))
                ofIndicator.Add(aggregate);
        }

        _methodology = answer.Methodology;
        var known = KnownAt(answer.Vintage);
        _public = await PublicView.ReadAsync(anybody, Annual(known), cancellationToken);
        await using var history = await client.QueryHistoryAsync(known with { StartPeriod = $"{request.Year}" }, cancellationToken);
        await foreach (var vintage in history.ReadVintagesAsync(cancellationToken))
            _origins.Add(vintage);
        return answer.Vintage;
    }

    /// <summary>An indicator with its figures.</summary>
    public async Task<ProfileIndicator> IndicatorAsync(Indicator indicator, IReadOnlyCollection<ProfileMirror> mirrors, CancellationToken cancellationToken)
    {
        var aggregates = _aggregates[indicator.Code];
        var (shown, further) = await OfYearAsync(aggregates, _public!, key => _origins.Find(key, indicator), cancellationToken);
        return new ProfileIndicator
        {
            Code = indicator.Code,
            Name = indicator.Names.In(request.Language),
            Definition = ProfileText.Of(indicator.Definitions, request.Language),
            Unit = await names.UnitAsync(indicator.UnitMeasure, indicator.UnitMult, cancellationToken),
            Figures = shown,
            FurtherFigures = further,
            Lines = await LinesAsync(aggregates, shown, _public!, cancellationToken),
            Mirrors = [.. mirrors.Take(LargestPartners)],
            FurtherMirrors = Math.Max(0, mirrors.Count - LargestPartners),
            Methodology = [.. _methodology.Where(note => note.Indicator == indicator.Code)],
            LatestYear = aggregates.SelectMany(aggregate => aggregate.Series.Observations()).Where(one => one.Value is not null).Select(one => (int?)YearOf(one)).Max(),
        };
    }

    /// <summary>What the catalogue calculates of the profile's indicators, each provider's figures by themselves, where the year has a figure of it.</summary>
    public async Task<IReadOnlyList<ProfileIndicator>> CalculatedAsync(Vintage vintage, CancellationToken cancellationToken)
    {
        var calculated = new List<ProfileIndicator>();
        foreach (var derived in await client.ListDerivedIndicatorsAsync(cancellationToken))
        {
            if (!derived.Indicators.All(code => _aggregates.GetValueOrDefault(code) is { Count: > 0 }))
                continue;
            var query = Annual(KnownAt(vintage)) with { DerivedIndicator = derived.Code };
            await using var answer = await client.QueryAggregatesAsync(query, cancellationToken);
            var aggregates = await answer.ReadAggregatesAsync(cancellationToken).ToListAsync(cancellationToken);
            var view = await PublicView.ReadAsync(anybody, query, cancellationToken);

            // No release made what is calculated; its figures may have the keys of reported ones.
            var (shown, further) = await OfYearAsync(aggregates, view, _ => null, cancellationToken);
            if (shown.TrueForAll(figure => figure.Value is null))
                continue;
            calculated.Add(new ProfileIndicator
            {
                Code = derived.Code,
                Name = derived.Names.In(request.Language),
                Definition = ProfileText.Of(derived.Definitions, request.Language),
                Formula = derived.Formula,
                Unit = await names.UnitAsync(derived.UnitMeasure, derived.UnitMult, cancellationToken),
                Figures = shown,
                FurtherFigures = further,
                Lines = await LinesAsync(aggregates, shown, view, cancellationToken),
                Mirrors = [],
                FurtherMirrors = 0,
                Methodology = [],
                LatestYear = null,
            });
        }

        return calculated;
    }

    private async Task<(List<ProfileFigure> Shown, int Further)> OfYearAsync(
        List<Aggregate> aggregates, PublicView view, Func<SeriesKey, FigurePiece?> originOf, CancellationToken cancellationToken)
    {
        var all = new List<ProfileFigure>();
        foreach (var aggregate in aggregates)
        {
            if (aggregate.Observations().FirstOrDefault(one => YearOf(one.Observation) == request.Year) is { } one)
                all.Add(await FigureAsync(aggregate.Series.Key, one, view, originOf(aggregate.Series.Key), cancellationToken));
        }

        var shown = Shown(all);
        return (shown, all.Count - shown.Count);
    }

    private static int YearOf(Observation observation) => observation.Period.FirstDay.Year;

    private static AggregateQuery Annual(SeriesQuery figures) => new AggregateQuery(figures) { Frequency = "A" }.OfEachProvider();

    private SeriesQuery KnownAt(Vintage vintage) => Selected with { AsOf = new AsOf { ReleaseId = vintage.ReleaseId } };

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

    private async Task<ProfileFigure> FigureAsync(SeriesKey key, AggregateObservation one, PublicView view, FigurePiece? origin, CancellationToken cancellationToken)
    {
        var (confidentiality, isRestricted) = view.Of(key, one.Observation);
        return new ProfileFigure
        {
            Key = key,
            Breakdown = await BreakdownAsync(key, cancellationToken),
            Value = one.Observation.Value,
            Status = one.Observation.Status,
            ConfidentialityStatus = confidentiality,
            IsRestricted = isRestricted,
            IsIncomplete = !one.IsComplete && one.Observation.Value is not null,
            Comment = ProfileText.Of(one.Observation.Comments, request.Language),
            Source = origin?.Source ?? "",
            Release = origin?.Release,
        };
    }

    private async Task<IReadOnlyList<ProfileLine>> LinesAsync(List<Aggregate> aggregates, List<ProfileFigure> shown, PublicView view, CancellationToken cancellationToken)
    {
        var totals = aggregates.Where(aggregate => !PartsOf(aggregate.Series.Key).Any()).ToList();
        var largest = shown.Where(figure => PartsOf(figure.Key).SequenceEqual([CounterpartArea])).Select(figure => figure.Key).Take(LargestLines).ToList();
        var lines = new List<ProfileLine>();
        foreach (var aggregate in totals.Count > 0 ? totals : aggregates.Where(aggregate => largest.Contains(aggregate.Series.Key)))
        {
            var key = aggregate.Series.Key;
            var points = aggregate.Observations().Where(one => one.IsComplete && one.Observation.Value is not null).Select(one => PointOf(key, one.Observation, view)).ToList();
            if (points.Count < LeastPoints)
                continue;
            var partner = PartsOf(key).Any() ? $"{await names.OfAsync("CL_AREA", key.CounterpartArea, cancellationToken)}, " : "";
            lines.Add(new ProfileLine(partner + key.DataProvider, await BreakdownAsync(key, cancellationToken), key.DataProvider, points));
        }

        return lines;
    }

    private static ProfilePoint PointOf(SeriesKey key, Observation one, PublicView view)
    {
        var (confidentiality, isRestricted) = view.Of(key, one);
        return new ProfilePoint(YearOf(one), one.Value!.Value, confidentiality, isRestricted);
    }

    private async Task<string> BreakdownAsync(SeriesKey key, CancellationToken cancellationToken)
    {
        var parts = new List<string>();
        foreach (var dimension in PartsOf(key))
            parts.Add($"{ProfileWords.Concept(dimension, request.Language)}: {await names.OfAsync(dimension.Codelist, dimension.Get(key), cancellationToken)}");
        return string.Join("; ", parts);
    }
}
