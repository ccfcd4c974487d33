namespace StatExchange.Client;

/// <summary>One observation of an aggregate, with what it is made of.</summary>
/// <param name="Observation">The observation.</param>
/// <param name="Parts">What became of each part that belongs to it in its period; those that do not are left out.</param>
/// <param name="Share">The share of the weight that is in, 0 to 1; null when it is not known.</param>
/// <param name="IsComplete">Whether every part is in and complete.</param>
/// <param name="HasEstimates">Whether a part is estimated or carried forward.</param>
public sealed record AggregateObservation(
    Observation Observation, IReadOnlyList<AggregateObservationPart> Parts, double? Share, bool IsComplete, bool HasEstimates)
{
    /// <summary>How many parts it should have.</summary>
    public int Expected => Parts.Count;

    /// <summary>How many parts it has.</summary>
    public int Included => Parts.Count(part => part.IsIn);

    /// <summary>The parts that are missing.</summary>
    public IEnumerable<AggregateObservationPart> Missing => Parts.Where(part => !part.IsIn);
}
