using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>What became of a term of a formula, of a part of a derived indicator in one period.</summary>
/// <param name="Name">The term as the formula writes it, "ASY_DEC_FIRST DECISION=GENCONV".</param>
/// <param name="State">What became of it.</param>
/// <param name="Provider">The provider of its figure; empty when it has none.</param>
/// <param name="Comments">What the provider says of the figure or gap, by language; null when it says nothing.</param>
public sealed record AggregateObservationTerm(string Name, PartState State, string Provider, IReadOnlyDictionary<string, string>? Comments)
{
    /// <summary>Whether there is a figure of it to calculate with.</summary>
    public bool IsIn => State.IsIn();

    /// <summary>What became of it as the contract writes it, without the prefix: "NOT_REPORTED".</summary>
    public string StateName => State.Name();
}
