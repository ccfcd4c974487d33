using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Figures that would complete a cell of a profile.</summary>
/// <param name="Key">
/// The series that is needed: the total of every breakdown. DATA_PROVIDER is empty unless a provider has sent a part of it already.
/// </param>
/// <param name="Periods">The periods that are needed, "2022-Q4"; where nothing is there the year, for which its months or quarters do as well.</param>
/// <param name="Indicator">The indicator: its name, chapter and unit.</param>
/// <param name="Cell">The cell: why it is not complete, and since when it is late.</param>
public sealed record FiguresToSend(SeriesKey Key, IReadOnlyList<string> Periods, CompletenessIndicator Indicator, CompletenessCell Cell)
{
    /// <summary>The dimensions of which the total is needed, "SEX"; others do not apply to the indicator.</summary>
    public IEnumerable<string> TotalOf => Dimension.All.Where(dimension => dimension.Get(Key) == DataStructureDefinition.Total).Select(dimension => dimension.Id);

    internal static FiguresToSend Of(AreaCompleteness area, CompletenessCell cell, CompletenessIndicator indicator)
    {
        var key = indicator.Total.Clone();
        (key.DataProvider, key.RefArea) = (cell.Provider, area.RefArea);
        if (cell.LackingPeriods.Count > 0)
            key.Freq = cell.Freq;
        return new FiguresToSend(key, cell.LackingPeriods.Count > 0 ? cell.LackingPeriods : [cell.ReportingPeriod], indicator, cell);
    }
}
