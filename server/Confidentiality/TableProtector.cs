using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Restricted;

namespace StatExchange.Server.Confidentiality;

/// <summary>Protects tables by disclosure control, as the catalogue stands.</summary>
internal sealed class TableProtector(CatalogueCache catalogue) : IFigureProtector
{
    private const string IndicatorCodelist = "CL_INDICATOR";

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, int> SmallCounts => catalogue.Current.Indicators.Where(indicator => indicator.SmallCountThreshold > 0)
        .ToDictionary(indicator => catalogue.Current.Codelist(IndicatorCodelist).Find(indicator.Code)!.Id, indicator => indicator.SmallCountThreshold);

    /// <inheritdoc/>
    public IReadOnlyCollection<int> TableOf(int indicatorId)
    {
        var snapshot = catalogue.Current;
        return
        [
            .. LinkedIndicators.Of(snapshot, snapshot.CodeOf(indicatorId)).Select(snapshot.Codelist(IndicatorCodelist).Find)
                .OfType<CodelistCode>().Select(code => code.Id),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<int, char>> Hide(IReadOnlyList<ProtectedSeries> table) =>
        DisclosureControl.Decide(catalogue.Current, table);
}
