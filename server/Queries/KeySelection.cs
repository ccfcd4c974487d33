using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>The selection of exactly one series.</summary>
internal static class KeySelection
{
    /// <summary>Selects the series of a key; a breakdown that is left empty is the total, or does not apply.</summary>
    public static Selection Of(SeriesKey? key, CatalogueSnapshot catalogue)
    {
        var indicator = catalogue.FindIndicator(key?.Indicator ?? string.Empty);
        var selection = new Selection();
        foreach (var dimension in Dimension.All)
        {
            var code = key is null ? string.Empty : dimension.Get(key);
            if (code.Length == 0 && !dimension.IsBreakdown)
                throw ExchangeException.InvalidField($"key.{dimension.FieldName}", "it is empty");

            // Without a known indicator its own code is the fault to tell.
            if (code.Length == 0 && indicator is not null)
                code = indicator.EmptyCode(dimension);
            if (code.Length > 0)
                selection.Filters.Add(new DimensionFilter { Concept = dimension.Id, Codes = { code } });
        }

        return selection;
    }
}
