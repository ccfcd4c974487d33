using StatExchange.Server.Catalogue;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>Aggregates as the contract sends them.</summary>
internal sealed class AggregateMapping(AggregatePlan plan, CatalogueSnapshot catalogue)
{
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;

    /// <summary>An aggregate with its coverage.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="aggregator">What put it together.</param>
    /// <param name="figures">Its observations, ascending.</param>
    public Aggregate ToProto(AggregateGroup group, IAggregator aggregator, IReadOnlyList<AggregatedFigure> figures)
    {
        int[] providers =
        [
            .. figures.SelectMany(figure => figure.Parts).SelectMany(part => part.Terms.Select(term => term.Provider).Prepend(part.Provider))
                .Where(provider => provider != 0).Distinct(),
        ];
        int[] parts =
        [
            .. Enumerable.Range(0, plan.Dimensions.Count == 0 ? 0 : figures[0].Parts.Count)
                .Where(part => figures.Any(figure => figure.Parts[part].IsExpected)),
        ];
        var notes = new AggregateNotes();
        return new Aggregate
        {
            Series = SeriesOf(group, figures, providers),
            Parts = { parts.Select(part => new AggregatePart { Codes = { aggregator.CodesOf(part) } }) },
            Providers = { providers.Select(catalogue.CodeOf) },
            Coverage = { figures.Select(figure => CoverageOf(figure, plan.Dimensions.Count == 0 ? [0] : parts, providers, notes)) },
            Notes = { notes.All },
            Terms = { plan.Derived?.Terms.Select(term => term.Name) ?? [] },
        };
    }

    private static AggregateCoverage CoverageOf(AggregatedFigure figure, int[] parts, int[] providers, AggregateNotes notes)
    {
        var coverage = new AggregateCoverage
        {
            States = { parts.Select(part => figure.Parts[part].State) },
            Providers = { parts.Select(part => Array.IndexOf(providers, figure.Parts[part].Provider) + 1) },
            IsComplete = figure.IsComplete,
            HasEstimates = figure.HasEstimates,
        };
        if (figure.Share is { } share)
            coverage.Share = share;
        foreach (var (position, part) in parts.Index())
        {
            foreach (var (place, term) in figure.Parts[part].Terms.Index())
            {
                coverage.TermStates.Add(term.State);
                coverage.TermProviders.Add(Array.IndexOf(providers, term.Provider) + 1);
                if (term.Figure?.Comment is { Count: > 0 } text)
                    coverage.Notes.Add(new AggregatePartNote { Part = position, Note = notes.PlaceOf(text), Term = place + 1 });
            }

            if (figure.Parts.Count > 1 && figure.Parts[part].Figure?.Comment is { Count: > 0 } comment)
                coverage.Notes.Add(new AggregatePartNote { Part = position, Note = notes.PlaceOf(comment) });
        }

        return coverage;
    }

    private Series SeriesOf(AggregateGroup group, IReadOnlyList<AggregatedFigure> figures, int[] providers)
    {
        var key = new SeriesKey();
        foreach (var (index, dimension) in plan.Grouping.Index())
            dimension.Set(key, catalogue.CodeOf(group.Key[index]));
        foreach (var combined in plan.Dimensions)
            combined.Dimension.Set(key, combined.Label);
        Freq.Set(key, group.Frequency.Code);
        var indicator = catalogue.FindIndicator(key.Indicator);
        if (plan.Derived is { } derived)
        {
            key.Indicator = derived.Indicator.Code;
            foreach (var dimension in derived.Terms[derived.Leading].Fixed.Keys)
                dimension.Set(key, DataStructureDefinition.NotApplicable);
        }

        if (providers.Length == 1)
            DataProvider.Set(key, catalogue.CodeOf(providers[0]));
        var scale = new FigureScale(figures.Select(figure => figure.Figure.Value));
        var series = new Series
        {
            Key = key,
            UnitMeasure = plan.Derived?.Indicator.UnitMeasure ?? indicator!.UnitMeasure.Code,
            UnitMult = plan.Derived?.Indicator.UnitMult ?? indicator!.UnitMult,
            Decimals = scale.Decimals,
            Periods = { figures.Select(figure => figure.Period) },
        };
        foreach (var (position, figure) in figures.Select(figure => figure.Figure).Index())
        {
            series.Values.Add(figure.Value is { } value ? scale.Scaled(value) : 0);
            if (figure.Value is null)
                series.WithoutValue.Add(position);
            if (figure.Comment is { Count: > 0 } comment)
                series.Comments.Add(new ObservationComment { Position = position, Text = { comment } });
        }

        if (series.WithoutValue.Count == series.Periods.Count)
            series.Values.Clear();
        series.ObsStatus = Letters(figures.Select(figure => figure.Figure.Status), DataStructureDefinition.NormalStatus);
        series.ConfStatus = Letters(figures.Select(figure => figure.Figure.Confidentiality), DataStructureDefinition.FreeStatus);
        return series;
    }

    private static string Letters(IEnumerable<char> letters, char standard)
    {
        var text = string.Concat(letters);
        return text.AsSpan().ContainsAnyExcept(standard) ? text : string.Empty;
    }
}
