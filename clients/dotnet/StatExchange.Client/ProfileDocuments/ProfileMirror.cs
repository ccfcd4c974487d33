namespace StatExchange.Client.ProfileDocuments;

/// <summary>What a partner publishes of the same migration.</summary>
/// <param name="PartnerName">The partner area.</param>
/// <param name="Indicator">The indicator under which it does.</param>
/// <param name="IndicatorName">Its name.</param>
/// <param name="Provider">The organisation, a code of CL_ORGANISATION; empty when several do and none comes first.</param>
/// <param name="Reported">What the state itself reports.</param>
/// <param name="Mirrored">What the partner reports.</param>
/// <param name="Comment">What the partner says of it.</param>
/// <param name="Explanations">What the offices of both sides say of the difference.</param>
public sealed record ProfileMirror(
    string PartnerName,
    string Indicator,
    string IndicatorName,
    string Provider,
    ProfileMirrorFigure Reported,
    ProfileMirrorFigure Mirrored,
    ProfileText Comment,
    IReadOnlyList<ProfileExplanation> Explanations)
{
    /// <summary>Whether both figures differ by at most 10 % of the larger; null when one is missing.</summary>
    public bool? Passes => Reported.Value is { } one && Mirrored.Value is { } other ? Math.Abs(one - other) <= 0.1m * Math.Max(Math.Abs(one), Math.Abs(other)) : null;

    /// <summary>Whether anything of it is not public: a figure, or an explanation.</summary>
    public bool IsRestricted => Reported.IsRestricted || Mirrored.IsRestricted || Explanations.Any(explanation => !explanation.IsPublic);
}
