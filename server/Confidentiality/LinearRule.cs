namespace StatExchange.Server.Confidentiality;

/// <summary>An indicator that is the sum of others.</summary>
/// <param name="Result">The sum.</param>
/// <param name="Terms">What is added, by 1, or subtracted, by -1.</param>
internal sealed record LinearRule(string Result, IReadOnlyList<(string Indicator, int Sign)> Terms)
{
    /// <summary>Whether the sum may be negative though its terms are not.</summary>
    public bool IsBalance => Terms.Any(term => term.Sign < 0);
}
