namespace StatExchange.Server.Confidentiality;

/// <summary>An indicator that is one divided by another, times a factor.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Numerator">What is divided.</param>
/// <param name="Denominator">What it is divided by.</param>
internal sealed record RateRule(string Rate, string Numerator, string Denominator);
