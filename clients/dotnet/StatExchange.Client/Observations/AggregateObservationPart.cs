using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>What became of a part of an aggregate in one period.</summary>
/// <param name="Codes">Its code in each dimension that was put together; empty when none was.</param>
/// <param name="State">What became of it.</param>
/// <param name="Provider">The provider of its figure; empty when it has none.</param>
/// <param name="Comments">What the provider says of the figure or gap, by language; null when it says nothing.</param>
public sealed record AggregateObservationPart(
    IReadOnlyList<string> Codes, PartState State, string Provider, IReadOnlyDictionary<string, string>? Comments = null)
{
    /// <summary>The terms of a derived indicator's formula; none of other aggregates.</summary>
    public IReadOnlyList<AggregateObservationTerm> Terms { get; init; } = [];

    /// <summary>The terms that keep it from being in, or whole.</summary>
    public IEnumerable<AggregateObservationTerm> TermsAtFault => Terms.Where(term => term.State != PartState.Included);

    /// <summary>The providers of its figures, each once.</summary>
    public IEnumerable<string> Providers => Terms.Select(term => term.Provider).Prepend(Provider).Where(provider => provider.Length > 0).Distinct();

    /// <summary>Its codes, "DE" or "DE/F".</summary>
    public string Name => string.Join('/', Codes);

    /// <summary>What became of it as the contract writes it, without the prefix: "NOT_REPORTED".</summary>
    public string StateName => State.Name();

    /// <summary>Whether it is in the aggregate.</summary>
    public bool IsIn => State.IsIn();
}
