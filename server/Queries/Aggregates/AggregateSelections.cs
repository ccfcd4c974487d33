using StatExchange.Server.Catalogue;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>Which series a plan takes: those it puts together, and those that go with them. What it takes is told apart by the key of its group.</summary>
/// <param name="plan">The plan.</param>
internal sealed class AggregateSelections(AggregatePlan plan)
{
    /// <summary>The dimension by whose total flows among the members are counted twice.</summary>
    internal static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    private static readonly Dimension IndicatorDimension = Dimension.Find("INDICATOR")!;
    private static readonly Dimension Freq = Dimension.Find("FREQ")!;
    private static readonly Dimension DataProvider = Dimension.Find("DATA_PROVIDER")!;
    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;

    private readonly int _counterpart = plan.Grouping.ToList().IndexOf(CounterpartArea);

    /// <summary>The series of an indicator. Those of frequencies that cannot be put together into the one asked for are not looked at.</summary>
    public CodedSelection OfIndicator(int id, Indicator indicator, CatalogueSnapshot catalogue)
    {
        List<CodedFilter> filters = [.. plan.Read.Filters.Where(filter => filter.Dimension != IndicatorDimension), Filter(IndicatorDimension, [id])];
        if (plan.Frequency is not null)
        {
            var possible = PossibleFrequencies(indicator, catalogue);
            var asked = filters.Find(filter => filter.Dimension == Freq);
            Replace(filters, Filter(Freq, asked is null ? possible : possible.Intersect(asked.Ids)));
        }

        if (plan.Derived is { } derived)
        {
            foreach (var (dimension, code) in derived.Terms[derived.Leading].Fixed)
                Replace(filters, Filter(dimension, [code]));
        }

        return plan.Read with { Filters = filters };
    }

    /// <summary>The series of a term of a formula that go with groups of the leading one.</summary>
    /// <param name="term">The term.</param>
    /// <param name="keys">Keys of its groups.</param>
    /// <param name="catalogue">The catalogue.</param>
    public CodedSelection OfTerm(DerivedTerm term, IReadOnlyCollection<int[]> keys, CatalogueSnapshot catalogue)
    {
        var filters = plan.Grouping.Select((dimension, place) => Filter(dimension, keys.Select(key => key[place])))
            .Concat(plan.Dimensions.Select(combined => Filter(combined.Dimension, combined.Parts.Select(part => part.Code.Id))))
            .Append(Filter(Freq, PossibleFrequencies(term.Indicator, catalogue))).ToList();
        filters.AddRange(plan.Read.Filters.Where(asked => filters.TrueForAll(filter => filter.Dimension != asked.Dimension)));
        return plan.Read with { Filters = filters };
    }

    /// <summary>The flows among the members that are in totals over all counterpart areas.</summary>
    public CodedSelection OfFlows(Indicator indicator, IEnumerable<SeriesRecord> totals, CatalogueSnapshot catalogue)
    {
        var records = totals.ToList();
        var members = plan.Dimensions.First(dimension => dimension.Dimension == RefArea).Parts.Select(part => part.Code.Id);
        var filters = Dimension.All.Select(dimension => Filter(
            dimension,
            dimension == CounterpartArea ? members
            : dimension == Freq && plan.Frequency is not null ? PossibleFrequencies(indicator, catalogue)
            : records.Select(record => record.DimensionIds[dimension.Position])));
        return plan.Read with { Filters = [.. filters] };
    }

    /// <summary>The series of what weights others, also of parts that nobody reports: the share says how much they would count.</summary>
    /// <param name="keys">Keys of the weights of what is reported.</param>
    public CodedSelection OfWeights(IReadOnlyCollection<int[]> keys)
    {
        var filters = Dimension.All.Where(dimension => dimension != DataProvider && dimension != Freq).Select(dimension =>
        {
            var ids = keys.Select(key => key[dimension.Position]);
            var combined = plan.Dimensions.FirstOrDefault(combined => combined.Dimension == dimension);
            return Filter(dimension, combined is null ? ids : ids.Concat(combined.Parts.Select(part => part.Code.Id)));
        });
        return plan.Read with { Filters = [.. filters] };
    }

    /// <summary>The key of the group a series is in.</summary>
    public int[] KeyOf(SeriesRecord record)
    {
        var key = new int[plan.Grouping.Count];
        for (var i = 0; i < key.Length; i++)
            key[i] = record.DimensionIds[plan.Grouping[i].Position];
        return key;
    }

    /// <summary>
    /// The key of a term's group that goes with one of the leading term. Where the leading term is broken down and the other one is not, the
    /// total stands for all; where it has not got the dimension, nothing does.
    /// </summary>
    public int[] KeyOf(DerivedTerm term, int[] key, CatalogueSnapshot catalogue)
    {
        var leading = plan.Derived!.Terms[plan.Derived.Leading];
        var other = (int[])key.Clone();
        foreach (var (place, dimension) in plan.Grouping.Index())
        {
            if (dimension == IndicatorDimension)
                other[place] = term.IndicatorId;
            else if (term.Fixed.TryGetValue(dimension, out var code))
                other[place] = code;
            else if (dimension.IsBreakdown && !(term.IsOpen(dimension) && leading.IsOpen(dimension)))
                other[place] = catalogue.Codelist(dimension.Codelist).Find(term.Indicator.EmptyCode(dimension))!.Id;
        }

        return other;
    }

    /// <summary>Whether a group is a total over all counterpart areas.</summary>
    public bool IsTotalOfCounterparts(int[] key, CatalogueSnapshot catalogue) => _counterpart >= 0 && key[_counterpart] == TotalOfCounterparts(catalogue);

    /// <summary>The key of the total over all counterpart areas that a flow is part of.</summary>
    public int[] KeyOfTotal(SeriesRecord flow, CatalogueSnapshot catalogue)
    {
        var key = KeyOf(flow);
        key[_counterpart] = TotalOfCounterparts(catalogue);
        return key;
    }

    private static int TotalOfCounterparts(CatalogueSnapshot catalogue) => catalogue.Codelist(CounterpartArea.Codelist).Find(DataStructureDefinition.Total)!.Id;

    private static void Replace(List<CodedFilter> filters, CodedFilter filter)
    {
        filters.RemoveAll(other => other.Dimension == filter.Dimension);
        filters.Add(filter);
    }

    private IEnumerable<int> PossibleFrequencies(Indicator indicator, CatalogueSnapshot catalogue) => catalogue.Codelist(Freq.Codelist).Codes
        .Where(code => Frequency.Find(code.Code) is { } from && FrequencyConversion.IsPossible(from, plan.Frequency!, indicator)).Select(code => code.Id);

    private static CodedFilter Filter(Dimension dimension, IEnumerable<int> ids) => new(dimension, ids.ToHashSet(), new HashSet<int>());
}
