namespace StatExchange.Client.ProfileDocuments;

/// <summary>What a partner publishes of the same migration.</summary>
/// <param name="PartnerName">The partner area.</param>
/// <param name="Indicator">The indicator under which it does.</param>
/// <param name="IndicatorName">Its name.</param>
/// <param name="Provider">The organisation, a code of CL_ORGANISATION; empty when several do and none comes first.</param>
/// <param name="Reported">What the state itself reports; null when nothing.</param>
/// <param name="Mirrored">What the partner reports, in the unit of the state's indicator; null when it states a gap or none comes first.</param>
/// <param name="Comment">What the partner says of it.</param>
/// <param name="Explanations">What the offices of both sides say of the difference.</param>
public sealed record ProfileMirror(
    string PartnerName, string Indicator, string IndicatorName, string Provider, decimal? Reported, decimal? Mirrored, string Comment, IReadOnlyList<string> Explanations)
{
    /// <summary>Whether both figures differ by at most 10 % of the larger; null when one is missing.</summary>
    public bool? Passes => Reported is { } one && Mirrored is { } other ? Math.Abs(one - other) <= 0.1m * Math.Max(Math.Abs(one), Math.Abs(other)) : null;
}
