using StatExchange.V1;

namespace StatExchange.FunctionalTests.Confidentiality;

/// <summary>Keys of random tables as text, "THB_VICT_TOT SEX=F AGE=Y_LT15 FREQ=Q": what is left out is a total, or yearly.</summary>
internal static class TableKeys
{
    private static readonly string[] Stated = ["SEX", "AGE", "FREQ"];

    /// <summary>The key of a text.</summary>
    public static SeriesKey KeyOf(string text, string refArea, string provider)
    {
        var parts = text.Split(' ');
        var key = new SeriesKey { Indicator = parts[0], RefArea = refArea, DataProvider = provider, Freq = "A" };
        foreach (var part in parts.Skip(1).Select(part => part.Split('=')))
            Dimension.Find(part[0])!.Set(key, part[1]);
        return key;
    }

    /// <summary>The text of a key.</summary>
    public static string TextOf(SeriesKey key) => string.Concat(
        key.Indicator,
        string.Concat(Stated.Select(concept => (concept, Code: Dimension.Find(concept)!.Get(key)))
            .Where(part => part.Code is not ("" or "A" or DataStructureDefinition.Total or DataStructureDefinition.NotApplicable))
            .Select(part => $" {part.concept}={part.Code}")));
}
