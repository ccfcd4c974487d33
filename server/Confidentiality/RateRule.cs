using StatExchange.Server.Catalogue.Derived;

namespace StatExchange.Server.Confidentiality;

/// <summary>An indicator that is calculated from others, and not by adding and subtracting alone: each of them follows from the others and the rate.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Parts">What it is calculated from, the numerator first.</param>
internal sealed record RateRule(string Rate, IReadOnlyList<FormulaTerm> Parts);
