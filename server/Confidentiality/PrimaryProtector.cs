using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.V1;

namespace StatExchange.Server.Confidentiality;

/// <summary>Hides the observations that their providers sent as confidential, and nothing else.</summary>
internal sealed class PrimaryProtector : IFigureProtector
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<int, int> SmallCounts { get; } = new Dictionary<int, int>();

    /// <inheritdoc/>
    public IReadOnlyCollection<int> TableOf(int indicatorId) => [indicatorId];

    /// <inheritdoc/>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<int, char>> Hide(IReadOnlyList<ProtectedSeries> table) =>
        table.Select(series => (series.SeriesId, Hidden: Confidential(series.Next))).Where(entry => entry.Hidden.Count > 0)
            .ToDictionary(entry => entry.SeriesId, entry => (IReadOnlyDictionary<int, char>)entry.Hidden);

    // Where there is no value, there is nothing to hide.
    private static Dictionary<int, char> Confidential(SeriesColumns columns) => Enumerable.Range(0, columns.Count)
        .Where(position => columns.ConfidentialityAt(position) != DataStructureDefinition.FreeStatus && SeriesColumns.HasValue(columns.StatusAt(position)))
        .ToDictionary(position => columns.Periods[position], columns.ConfidentialityAt);
}
