namespace StatExchange.Server.Access;

/// <summary>Who may do what: each rule in one place and in one line. What asks them says what a refusal looks like.</summary>
/// <remarks>Who calls is what the caller states; when it is proved one day, these rules stay.</remarks>
internal static class AccessRules
{
    /// <summary>With submissions and mappings work those who act for an organisation.</summary>
    public static bool ActsForAnOrganisation(this Caller caller) => caller.Organisation.Length > 0;

    /// <summary>A submission is shown to its own organisation only, and nobody else acts on it; for others it is not there.</summary>
    public static bool MaySeeSubmissionsOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>Nobody submits in the name of another organisation.</summary>
    public static bool MaySubmitFor(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>How an organisation publishes is its own affair.</summary>
    public static bool MayKnowAndSetPolicyOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>A mapping is changed by its own organisation only; all may read it.</summary>
    public static bool MaySaveMappingsOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>A release is withdrawn by the organisation that released.</summary>
    public static bool MayWithdrawReleasesOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>Figures are purged by the organisation that provides them.</summary>
    public static bool MayPurgeFiguresOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>
    /// Restricted figures are shown to the organisation that provides them and to those it granted them to: which they are, the
    /// database decides; whether the caller is to be asked after at all, this rule.
    /// </summary>
    public static bool MaySeeRestrictedFigures(this Caller caller) => caller.Organisation.Length > 0;
}
