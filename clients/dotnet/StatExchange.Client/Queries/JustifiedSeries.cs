using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>A series with what its providers said of figures that rules warned of.</summary>
/// <param name="Series">The series.</param>
/// <param name="Justifications">The justifications of its figures, by period; empty when no rule warned.</param>
public sealed record JustifiedSeries(Series Series, IReadOnlyList<ObservationJustification> Justifications);
