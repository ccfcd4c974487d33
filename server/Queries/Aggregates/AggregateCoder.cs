using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;
using AreaGroup = StatExchange.Server.Catalogue.AreaGroup;
using Codelist = StatExchange.Server.Catalogue.Codelist;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Aggregates;

/// <summary>Checks what is to be put together against the catalogue.</summary>
internal sealed class AggregateCoder(CatalogueSnapshot catalogue)
{
    private const int MostDimensions = 4;
    private const int MostParts = 2_500;
    private const int MostCarriedPeriods = 100;

    private static readonly Dimension CounterpartArea = Dimension.Find("COUNTERPART_AREA")!;

    private static readonly string[] NeverCombined = ["DATA_PROVIDER", "FREQ", "INDICATOR"];

    /// <summary>Codes a request.</summary>
    /// <exception cref="ExchangeException">It names what is not there, contradicts itself, or asks for what the catalogue forbids.</exception>
    public AggregatePlan Code(StreamAggregatesRequest request)
    {
        var selection = request.Selection ?? new Selection();
        Check(request, selection);
        var coder = new SelectionCoder(catalogue);
        var sent = coder.Code(selection);
        var read = new SelectionCoder(catalogue).Code(WithParts(selection, request));
        var dimensions = request.Dimensions.Select((dimension, index) => Combined(dimension, $"dimensions[{index}]")).ToList();
        if (dimensions.Aggregate(1L, (count, dimension) => count * dimension.Parts.Count) > MostParts)
            throw ExchangeException.InvalidField("dimensions", $"they have more than {MostParts} combinations of parts");
        var plan = new AggregatePlan
        {
            Read = read,
            Sent = sent with { IgnoredCodes = read.IgnoredCodes },
            Dimensions = dimensions,
            Frequency = ProviderChoiceCoder.FrequencyOf(request.Freq),
            Preference = ProviderChoiceCoder.PreferenceOf(request.Providers),
            Organisations = ProviderChoiceCoder.OrganisationsOf(request.Providers, catalogue),
            Coverage = request.Coverage ?? new CoverageRule(),
            Weight = WeightOf(request.Coverage),
            ExcludesIntraGroupFlows = request.ExcludeIntraGroupFlows,
            Indicators = [],
            Forbidden = [],
        };
        return request.DerivedIndicator.Length > 0 ? WithDerived(plan, request.DerivedIndicator) : WithIndicators(plan);
    }

    private AggregatePlan WithDerived(AggregatePlan plan, string code)
    {
        var indicator = catalogue.DerivedIndicators.FirstOrDefault(known => known.Code == code);
        if (indicator is null)
        {
            var nearest = NearestText.Find(code, catalogue.DerivedIndicators.Select(known => known.Code));
            throw new ExchangeException(
                ErrorReason.IndicatorNotFound, $"There is no derived indicator '{code}'.{(nearest.Length > 0 ? $" Did you mean {nearest}?" : "")}",
                ("indicator", code), ("nearest", nearest));
        }

        var derived = DerivedPlan.Of(indicator, catalogue);
        CheckFixed(plan, derived);
        var forbidden = derived.Terms.Select(term => Forbidden(term.Indicator, plan) ?? (plan.Dimensions.Count > 0 && term.Indicator.Aggregation != Aggregation.Sum
            ? new ForbiddenAggregate { Indicator = term.Indicator.Code, Concept = plan.Dimensions[0].Dimension.Id, Reason = "its figures cannot be summed" }
            : null)).OfType<ForbiddenAggregate>().ToList();
        if (forbidden.Count > 0)
            throw Refused(forbidden);
        var leading = derived.Terms[derived.Leading];
        return plan with { Derived = derived, Frequency = plan.Frequency ?? Frequency.Find("A"), Indicators = [(leading.IndicatorId, leading.Indicator)] };
    }

    // Of what the formula fixes there is nothing left to choose: it would be about other figures than it says.
    private static void CheckFixed(AggregatePlan plan, DerivedPlan derived)
    {
        foreach (var (index, combined) in plan.Dimensions.Index())
        {
            if (derived.Terms.Any(term => term.Fixed.ContainsKey(combined.Dimension)))
                throw ExchangeException.InvalidField($"dimensions[{index}].concept", $"the formula of {derived.Indicator.Code} fixes {combined.Dimension}");
        }

        var leading = derived.Terms[derived.Leading];
        if (plan.Sent.Filters.FirstOrDefault(filter => leading.Fixed.ContainsKey(filter.Dimension)) is { } filter)
            throw ExchangeException.InvalidField("selection.filters", $"the formula of {derived.Indicator.Code} fixes {filter.Dimension}; it cannot be selected");
    }

    private static ExchangeException Refused(List<ForbiddenAggregate> forbidden)
    {
        var reasons = string.Join("; ", forbidden.Select(one => $"{one.Indicator}: {one.Reason}"));
        return new ExchangeException(
            ErrorReason.AggregationForbidden, $"These figures cannot be put together in this way: {reasons}.",
            ("indicators", string.Join(',', forbidden.Select(one => one.Indicator))), ("concept", forbidden[0].Concept));
    }

    private static void Check(StreamAggregatesRequest request, Selection selection)
    {
        if (request.Dimensions.Count > MostDimensions)
            throw ExchangeException.InvalidField("dimensions", $"there are more than {MostDimensions}");
        foreach (var (index, dimension) in request.Dimensions.Index())
        {
            var field = $"dimensions[{index}].concept";
            if (NeverCombined.Contains(dimension.Concept))
                throw ExchangeException.InvalidField(field, $"figures are never put together over {dimension.Concept}");
            if (request.Dimensions.Take(index).Any(other => other.Concept == dimension.Concept))
                throw ExchangeException.InvalidField(field, $"{dimension.Concept} is there twice");
            if (selection.Filters.Any(filter => filter.Concept == dimension.Concept))
                throw ExchangeException.InvalidField(field, $"{dimension.Concept} is put together; the selection cannot have a filter on it as well");
        }

        if (request.ExcludeIntraGroupFlows && request.Dimensions.All(dimension => dimension.Concept != "REF_AREA"))
            throw ExchangeException.InvalidField("exclude_intra_group_flows", "without REF_AREA among the dimensions there is no group to be within");
        if (request.ExcludeIntraGroupFlows && request.Dimensions.Any(dimension => dimension.Concept == CounterpartArea.Id && dimension.Codes.Contains(DataStructureDefinition.Total)))
            throw ExchangeException.InvalidField("exclude_intra_group_flows", "to take them off totals, select COUNTERPART_AREA _T instead of putting it together");
        if (request.Providers?.Preference == ProviderPreference.Order && selection.Filters.Any(filter => filter.Concept == "DATA_PROVIDER"))
            throw ExchangeException.InvalidField("providers.organisations", "the selection has a filter on DATA_PROVIDER as well");
        if (request.DerivedIndicator.Length > 0 && selection.Filters.Any(filter => filter.Concept == "INDICATOR"))
            throw ExchangeException.InvalidField("derived_indicator", "the selection cannot have a filter on INDICATOR as well");
        if (request.DerivedIndicator.Length > 0 && request.ExcludeIntraGroupFlows)
            throw ExchangeException.InvalidField("derived_indicator", "movements within the group cannot be left out of it");
        var coverage = request.Coverage ?? new CoverageRule();
        if (coverage.Policy == CoveragePolicy.MinimumShare && coverage.MinimumShare is not (> 0 and <= 1))
            throw ExchangeException.InvalidField("coverage.minimum_share", "it is not above 0 and at most 1");
        if (coverage.Policy != CoveragePolicy.MinimumShare && coverage.MinimumShare != 0)
            throw ExchangeException.InvalidField("coverage.minimum_share", "it goes with COVERAGE_POLICY_MINIMUM_SHARE only");
        if (coverage.CarryForwardPeriods is < 0 or > MostCarriedPeriods)
            throw ExchangeException.InvalidField("coverage.carry_forward_periods", $"it is not between 0 and {MostCarriedPeriods}");
    }

    private static Selection WithParts(Selection selection, StreamAggregatesRequest request)
    {
        var read = selection.Clone();
        foreach (var dimension in request.Dimensions)
        {
            read.Filters.Add(new DimensionFilter { Concept = dimension.Concept, Codes = { dimension.Codes }, AreaGroups = { dimension.AreaGroups } });
        }

        // Those of a named order are all that is looked at.
        if (request.Providers is { Preference: ProviderPreference.Order } order && read.Filters.All(filter => filter.Concept != "DATA_PROVIDER"))
            read.Filters.Add(new DimensionFilter { Concept = "DATA_PROVIDER", Codes = { order.Organisations } });
        return read;
    }

    private CombinedDimension Combined(AggregatedDimension combined, string field)
    {
        var dimension = Dimension.Find(combined.Concept)!;
        var codelist = catalogue.Codelist(dimension.Codelist);

        // Unknown ones were refused or ignored already.
        var codes = combined.Codes.Distinct(StringComparer.Ordinal).Select(codelist.Find).OfType<CodelistCode>().ToList();
        var groups = combined.AreaGroups.Distinct(StringComparer.Ordinal)
            .Select(code => catalogue.AreaGroups.FirstOrDefault(group => group.Code.Code == code)).OfType<AreaGroup>().ToList();
        var parts = codes.ConvertAll(code => new DimensionPart(code, null));
        foreach (var member in groups.SelectMany(group => group.Members).GroupBy(member => member.Area.Id))
        {
            if (codes.All(code => code.Id != member.Key))
                parts.Add(new DimensionPart(member.First().Area, [.. member]));
        }

        foreach (var part in parts.Select(part => part.Code))
        {
            if (parts.Find(other => IsWithin(other.Code, part, codelist)) is { } inner)
                throw ExchangeException.InvalidField($"{field}.codes", $"{part.Code} contains {inner.Code.Code}, which would count twice");
            if (parts.Find(other => AgeRange.Overlap(part.Code, other.Code.Code)) is { } overlapping)
                throw ExchangeException.InvalidField($"{field}.codes", $"{part.Code} and {overlapping.Code.Code} overlap, and would count twice what they share");
            if (parts.Count > 1 && catalogue.AreaGroups.FirstOrDefault(group => group.Code.Code == part.Code) is { } group)
                throw ExchangeException.InvalidField($"{field}.codes", $"{group.Code.Code} contains other areas, which would count twice; name it as an area group to put its members together");
        }

        return new CombinedDimension(dimension, string.Join('+', codes.Select(code => code.Code).Concat(groups.Select(group => group.Code.Code))), parts);
    }

    // The total contains every code, others what stands below them.
    private static bool IsWithin(CodelistCode inner, CodelistCode outer, Codelist codelist)
    {
        if (inner == outer)
            return false;
        if (outer.Code == DataStructureDefinition.Total)
            return true;
        for (var parent = inner.Parent; parent is not null; parent = codelist.Find(parent)?.Parent)
        {
            if (parent == outer.Code)
                return true;
        }

        return false;
    }

    private Indicator? WeightOf(CoverageRule? coverage) => coverage is not { WeightIndicator.Length: > 0 }
        ? null
        : catalogue.FindIndicator(coverage.WeightIndicator) ?? throw ExchangeException.InvalidField("coverage.weight_indicator", $"'{coverage.WeightIndicator}' is no indicator");

    private AggregatePlan WithIndicators(AggregatePlan plan)
    {
        var named = plan.Read.Filters.FirstOrDefault(filter => filter.Dimension.Id == "INDICATOR")?.Ids;
        var indicators = catalogue.Codelist("CL_INDICATOR").Codes.Where(code => named is null || named.Contains(code.Id)).OrderBy(code => code.Id)
            .Select(code => (code.Id, Indicator: catalogue.FindIndicator(code.Code))).Where(entry => entry.Indicator is not null)
            .Select(entry => (entry.Id, Indicator: entry.Indicator!)).ToList();
        var forbidden = indicators.Select(entry => Forbidden(entry.Indicator, plan)).OfType<ForbiddenAggregate>().ToList();
        if (named is not null && forbidden.Count > 0)
            throw Refused(forbidden);

        return plan with
        {
            Indicators = [.. indicators.Where(entry => forbidden.All(one => one.Indicator != entry.Indicator.Code))],
            Forbidden = forbidden,
        };
    }

    private ForbiddenAggregate? Forbidden(Indicator indicator, AggregatePlan plan)
    {
        // A rate less the rates of others is none.
        if (plan.ExcludesIntraGroupFlows && indicator.Aggregation != Aggregation.Sum && indicator.Has(CounterpartArea) && plan.Dimensions.All(combined => combined.Dimension != CounterpartArea))
            return new ForbiddenAggregate { Indicator = indicator.Code, Concept = CounterpartArea.Id, Reason = "movements within the group cannot be taken off its averages" };
        foreach (var dimension in plan.Dimensions.Select(combined => combined.Dimension))
        {
            var reason = indicator switch
            {
                { Aggregation: not (Aggregation.Sum or Aggregation.Weighted) } => "the catalogue forbids to put its figures together",
                _ when !indicator.Has(dimension) => $"it is not broken down by {dimension}",
                { Aggregation: Aggregation.Weighted } when WeightFault(indicator, dimension) is { } fault => fault,
                _ => null,
            };
            if (reason is not null)
                return new ForbiddenAggregate { Indicator = indicator.Code, Concept = dimension.Id, Reason = reason };
        }

        return null;
    }

    // A weight without the dimension would count each part as if it were the whole.
    private string? WeightFault(Indicator indicator, Dimension dimension) => catalogue.FindIndicator(indicator.WeightIndicator ?? string.Empty) switch
    {
        null => "the catalogue has no weight for its averages",
        { } weight when !weight.Has(dimension) => $"its weight {weight.Code} is not broken down by {dimension}",
        _ => null,
    };
}
