namespace StatExchange.FunctionalTests.Vintages;

/// <summary>The place of an observation.</summary>
/// <param name="Provider">Which provider.</param>
/// <param name="Series">Which of its series.</param>
/// <param name="Period">The year.</param>
internal sealed record Place(int Provider, int Series, int Period)
{
    public static Comparer<Place> Order { get; } = Comparer<Place>.Create(
        (left, right) => (left.Provider, left.Series, left.Period).CompareTo((right.Provider, right.Series, right.Period)));
}
