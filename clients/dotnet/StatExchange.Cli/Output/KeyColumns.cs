using StatExchange.V1;

namespace StatExchange.Cli;

/// <summary>What tells series apart, and what they share.</summary>
internal sealed class KeyColumns(IReadOnlyList<SeriesKey> keys)
{
    /// <summary>The dimensions in which they differ.</summary>
    public IReadOnlyList<Dimension> Varying { get; } = [.. Dimension.All.Where(dimension => keys.Any(key => dimension.Get(key) != dimension.Get(keys[0])))];

    /// <summary>The codes they share: "FREQ A, REF_AREA KZ".</summary>
    public string Shared => string.Join(
        ", ",
        Dimension.All.Except(Varying)
            .Select(dimension => (dimension.Id, Code: dimension.Get(keys[0])))
            .Where(pair => pair.Code.Length > 0 && pair.Code != DataStructureDefinition.NotApplicable)
            .Select(pair => $"{pair.Id} {pair.Code}"));
}
