using StatExchange.V1;

namespace StatExchange.FunctionalTests.Vintages;

/// <summary>What a submission states of one series.</summary>
/// <param name="Series">Which of the provider's series.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Observations">The observations by period; of a deletion only the periods, none for all.</param>
internal sealed record Piece(int Series, SeriesAction Action, IReadOnlyDictionary<int, Cell> Observations)
{
    public override string ToString() => $"{Action} {Series} {string.Join(' ', Observations.Select(entry => $"{entry.Key}={entry.Value}"))}";
}
