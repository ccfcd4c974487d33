namespace StatExchange.Client.ProfileDocuments;

/// <summary>What a partner publishes of the same migration.</summary>
/// <param name="PartnerName">The partner area.</param>
/// <param name="Indicator">The indicator under which it does.</param>
/// <param name="IndicatorName">Its name.</param>
/// <param name="Provider">The organisation, a code of CL_ORGANISATION; empty when several do and none comes first.</param>
/// <param name="Reported">What the state itself reports.</param>
/// <param name="Mirrored">What the partner reports.</param>
/// <param name="Passes">Whether they pass the 10 % test, as the service says; null when one is missing.</param>
/// <param name="Comment">What the partner says of it.</param>
/// <param name="Explanations">What the offices of both sides say of the difference.</param>
public sealed record ProfileMirror(
    string PartnerName,
    string Indicator,
    string IndicatorName,
    string Provider,
    ProfileMirrorFigure Reported,
    ProfileMirrorFigure Mirrored,
    bool? Passes,
    ProfileText Comment,
    IReadOnlyList<ProfileExplanation> Explanations)
{
    /// <summary>Whether anything of it is not public: a figure, or an explanation.</summary>
    public bool IsRestricted => Reported.IsRestricted || Mirrored.IsRestricted || Explanations.Any(explanation => !explanation.IsPublic);
}
