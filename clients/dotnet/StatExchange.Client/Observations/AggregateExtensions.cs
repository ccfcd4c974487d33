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
                ProviderOf(aggregate, coverage.Providers[entry.Index]),
                NoteOf(aggregate, coverage, entry.Index, term: 0))
            {
                Terms = [.. aggregate.Terms.Select((name, term) => TermOf(aggregate, coverage, entry.Index, name, term))],
            });
            return new AggregateObservation(
                observation, [.. parts], coverage.HasShare ? coverage.Share : null, coverage.IsComplete, coverage.HasEstimates);
        });
    }

    private static AggregateObservationTerm TermOf(Aggregate aggregate, AggregateCoverage coverage, int part, string name, int term)
    {
        var position = (part * aggregate.Terms.Count) + term;
        return new AggregateObservationTerm(
            name, coverage.TermStates[position], ProviderOf(aggregate, coverage.TermProviders[position]), NoteOf(aggregate, coverage, part, term + 1));
    }

    private static string ProviderOf(Aggregate aggregate, int provider) => provider > 0 ? aggregate.Providers[provider - 1] : "";

    private static Dictionary<string, string>? NoteOf(Aggregate aggregate, AggregateCoverage coverage, int part, int term) =>
        coverage.Notes.FirstOrDefault(note => note.Part == part && note.Term == term) is { } note ? aggregate.Notes[note.Note].Text.ToDictionary(StringComparer.Ordinal) : null;
}
