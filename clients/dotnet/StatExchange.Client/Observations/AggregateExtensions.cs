using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Aggregates, observation by observation.</summary>
public static class AggregateExtensions
{
    /// <summary>The observations of an aggregate, each with its parts.</summary>
    public static IEnumerable<AggregateObservation> Observations(this Aggregate aggregate)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        return aggregate.Series.Observations().Select((observation, position) =>
        {
            var coverage = aggregate.Coverage[position];
            var parts = coverage.States.Index().Where(entry => entry.Item != PartState.NotMember).Select(entry => new AggregateObservationPart(
                aggregate.Parts.Count == 0 ? [] : aggregate.Parts[entry.Index].Codes,
                entry.Item,
                coverage.Providers[entry.Index] is var provider and > 0 ? aggregate.Providers[provider - 1] : "",
                coverage.Notes.FirstOrDefault(note => note.Part == entry.Index) is { } note ? aggregate.Notes[note.Note].Text.ToDictionary(StringComparer.Ordinal) : null));
            return new AggregateObservation(
                observation, [.. parts], coverage.HasShare ? coverage.Share : null, coverage.IsComplete, coverage.HasEstimates);
        });
    }
}
