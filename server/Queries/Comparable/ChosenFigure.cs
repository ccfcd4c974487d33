using StatExchange.V1;

namespace StatExchange.Server.Queries.Comparable;

/// <summary>The figure that is taken of those that several organisations publish.</summary>
/// <param name="State">Whether there is one, and if not, why.</param>
/// <param name="Figure">The figure; null when nobody publishes one, or none is preferred.</param>
/// <param name="Provider">Id of its provider; 0 without one.</param>
internal sealed record ChosenFigure(PartState State, ComparableFigure? Figure, int Provider)
{
    /// <summary>Its value; null where it has none.</summary>
    public decimal? Value => Figure?.Value;

    /// <summary>A figure with what it means.</summary>
    public static ChosenFigure Of(ComparableFigure? figure, int provider, bool isAmbiguous) => new(
        (figure, isAmbiguous) switch
        {
            (_, true) => PartState.ProviderAmbiguous,
            (null, _) => PartState.NotReported,
            ({ IsSuppressed: true }, _) => PartState.Suppressed,
            ({ Value: null }, _) => PartState.WithoutValue,
            ({ IsIncomplete: true }, _) => PartState.Incomplete,
            _ => PartState.Included,
        },
        figure,
        provider);
}
