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

    /// <summary>Of the audit trail others are shown what is their organisation's affair.</summary>
    public static bool MayReadTrailOf(this Caller caller, IEnumerable<string> organisations) => organisations.Contains(caller.Organisation, StringComparer.Ordinal);

    /// <summary>A receipt is for the organisation that released.</summary>
    public static bool MaySeeReceiptsOf(this Caller caller, string organisation) => caller.Organisation == organisation;
}
