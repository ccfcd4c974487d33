namespace StatExchange.Server.Database.Restricted;

/// <summary>What is protected together: all series that one provider has of one area and of linked indicators.</summary>
/// <param name="RefArea">Id of the area.</param>
/// <param name="DataProvider">Id of the provider.</param>
/// <param name="Indicators">Ids of the indicators, ascending.</param>
internal sealed record FigureTable(int RefArea, int DataProvider, int[] Indicators);
