using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.Server.Queries.Comparable;
using StatExchange.V1;

namespace StatExchange.Server.Queries.Mirrors;

/// <summary>Checks what is to be compared against the catalogue.</summary>
internal sealed class MirrorCoder(CatalogueSnapshot catalogue)
{
    private const int DefaultLimit = 100;
    private const int MostLimit = 10_000;

    /// <summary>Codes a request.</summary>
    /// <exception cref="ExchangeException">It names what is not there, contradicts itself, or an indicator that has no mirror.</exception>
    public MirrorPlan Code(StreamMirrorsRequest request)
    {
        var selection = request.Selection ?? new Selection();
        if (selection.Filters.FirstOrDefault(filter => filter.Concept is "DATA_PROVIDER" or "FREQ") is { } refused)
            throw ExchangeException.InvalidField("selection.filters", $"{refused.Concept} is chosen by `{(refused.Concept == "FREQ" ? "freq" : "providers")}`");
        if (selection.LastObservations > 0)
            throw ExchangeException.InvalidField("selection.last_observations", "mirrors are compared by periods");
        var ranked = request.Order is MirrorOrder.Asymmetry or MirrorOrder.Difference;
        if (request.Limit is < 0 or > MostLimit || (!ranked && request.Limit > 0))
            throw ExchangeException.InvalidField("limit", ranked ? $"it is not between 0 and {MostLimit}" : "it goes with the orders of asymmetry and difference only");
        var preference = ProviderChoiceCoder.PreferenceOf(request.Providers);
        if (preference == ProviderPreference.All)
            throw ExchangeException.InvalidField("providers.preference", "one figure of each side is compared");
        var coded = new SelectionCoder(catalogue).Code(selection);
        var indicators = coded.Filters.FirstOrDefault(filter => filter.Dimension.Id == "INDICATOR")
            ?? throw ExchangeException.InvalidField("selection.filters", "there is none on INDICATOR");
        foreach (var pair in indicators.Ids.Order().Select(PairOf))
            CheckBreakdowns(coded, pair);
        return new MirrorPlan
        {
            Selection = coded,
            Pairs = [.. indicators.Ids.Order().Select(PairOf)],
            Areas = [.. AreasOf(coded, "REF_AREA").Order()],
            Counterparts = AreasOf(coded, "COUNTERPART_AREA").ToHashSet(),
            Frequency = ProviderChoiceCoder.FrequencyOf(request.Freq) ?? Frequency.Find("A")!,
            Preference = preference,
            Organisations = ProviderChoiceCoder.OrganisationsOf(request.Providers, catalogue),
            Order = request.Order,
            Limit = request.Limit == 0 ? DefaultLimit : request.Limit,
        };
    }

    // What only one side is broken down by can be compared as the total alone.
    private void CheckBreakdowns(CodedSelection coded, MirrorPair pair)
    {
        foreach (var filter in coded.Filters.Where(filter => filter.Dimension.IsBreakdown && pair.Indicator.Has(filter.Dimension) != pair.Mirror.Has(filter.Dimension)))
        {
            if (filter.AllIds is not [var only] || catalogue.CodeOf(only) != DataStructureDefinition.Total)
                throw ExchangeException.InvalidField("selection.filters", $"only one of {pair.Indicator.Code} and {pair.Mirror.Code} is broken down by {filter.Dimension}: only its total, _T, can be compared");
        }
    }

    private MirrorPair PairOf(int id)
    {
        var indicator = catalogue.FindIndicator(catalogue.CodeOf(id))!;
        var mirror = catalogue.FindIndicator(indicator.MirrorIndicator ?? string.Empty) ?? throw new ExchangeException(
            ErrorReason.IndicatorWithoutMirror, $"No indicator records what {indicator.Code} does from the other side.", ("indicators", indicator.Code));
        return new MirrorPair(id, indicator, catalogue.Codelist("CL_INDICATOR").Find(mirror.Code)!.Id, mirror);
    }

    // Totals and what is no area at all have no other side.
    private IEnumerable<int> AreasOf(CodedSelection coded, string concept) =>
        coded.Filters.FirstOrDefault(filter => filter.Dimension.Id == concept)?.AllIds
        ?? catalogue.Codelist("CL_AREA").Codes.Where(code => code.Code[0] != '_').Select(code => code.Id);
}
