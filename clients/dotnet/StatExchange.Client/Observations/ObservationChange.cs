using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>How one observation differs between two states of knowledge, or would.</summary>
/// <param name="Period">The period.</param>
/// <param name="Before">As it was; null when it was not there.</param>
/// <param name="After">As it is; null when it is not there any more.</param>
public readonly record struct ObservationChange(TimePeriod Period, Observation? Before, Observation? After)
{
    /// <summary>What happened to it.</summary>
    public ChangeKind Kind => Before is null ? ChangeKind.Added : After is null ? ChangeKind.Deleted : ChangeKind.Changed;

    /// <summary>
    /// The change of the value in percent of what it was, 100 × (after − before) / |before|, with all the digits a decimal holds; null
    /// from zero, from or to a gap, and when it is larger than a decimal holds.
    /// </summary>
    public decimal? Percent => PercentOf(Before?.Value, After?.Value);

    private static decimal? PercentOf(decimal? before, decimal? after)
    {
        if (before is not { } was || after is not { } now || was == 0)
            return null;
        try
        {
            return 100 * (now - was) / decimal.Abs(was);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
