using StatExchange.Server.Access.Agreements;
using StatExchange.V1;
using static StatExchange.V1.Role;

namespace StatExchange.Server.Access;

/// <summary>
/// Who may do what: each rule in this one place and in one line. What is not here is refused. README.md shows the same as a table, which
/// a test compares with what the service does.
/// </summary>
internal static class AccessRules
{
    private static readonly AccessRule Submitter = AccessRule.For(Role.Submitter);
    private static readonly AccessRule Approver = AccessRule.For(Role.Approver);
    private static readonly AccessRule Publisher = AccessRule.For(Role.Publisher);
    private static readonly AccessRule Administrator = AccessRule.For(Role.Administrator);

    // Who works with an organisation's submissions sees them whole.
    private static readonly AccessRule Office = AccessRule.For(Role.Submitter, Role.Approver, Role.Publisher, Analyst);

    /// <summary>The rule of each operation, by its name as gRPC writes it, without the leading stroke.</summary>
    public static IReadOnlyDictionary<string, AccessRule> Operations { get; } = new Dictionary<string, AccessRule>(StringComparer.Ordinal)
    {
        ["statexchange.v1.CatalogueService/GetDataStructure"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/ListCodelists"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/ListCodes"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/ListIndicators"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/GetIndicator"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/ListProfiles"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/ListAreaGroups"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/ListDerivedIndicators"] = AccessRule.Public,
        ["statexchange.v1.CatalogueService/ListValidationRules"] = AccessRule.Public,

        ["statexchange.v1.SubmissionsService/OpenSubmission"] = Submitter,
        ["statexchange.v1.SubmissionsService/UploadSeries"] = Submitter,
        ["statexchange.v1.SubmissionsService/JustifyWarnings"] = Submitter,
        ["statexchange.v1.SubmissionsService/WithdrawSubmission"] = Submitter,
        ["statexchange.v1.SubmissionsService/GetSubmission"] = Office,
        ["statexchange.v1.SubmissionsService/ListSubmissions"] = Office,
        ["statexchange.v1.SubmissionsService/ListFindings"] = Office,
        ["statexchange.v1.SubmissionsService/GetValidationReport"] = Office,
        ["statexchange.v1.SubmissionsService/PreviewSubmission"] = Office,
        ["statexchange.v1.SubmissionsService/GetSubmissionPolicy"] = Office,
        ["statexchange.v1.SubmissionsService/ApproveSubmission"] = Approver,
        ["statexchange.v1.SubmissionsService/PublishSubmission"] = Publisher,
        ["statexchange.v1.SubmissionsService/ScheduleSubmission"] = Publisher,
        ["statexchange.v1.SubmissionsService/CancelEmbargo"] = Publisher,
        ["statexchange.v1.SubmissionsService/SetSubmissionPolicy"] = Publisher,

        ["statexchange.v1.MappingsService/SaveMapping"] = Submitter,
        ["statexchange.v1.MappingsService/GetMapping"] = AccessRule.Identified,
        ["statexchange.v1.MappingsService/ListMappings"] = AccessRule.Identified,

        ["statexchange.v1.MethodologyService/SaveMethodologyNotes"] = Submitter,
        ["statexchange.v1.MethodologyService/ListMethodologyNotes"] = AccessRule.Public,
        ["statexchange.v1.MethodologyService/AddMirrorExplanation"] = Submitter,
        ["statexchange.v1.MethodologyService/ListMirrorExplanations"] = AccessRule.Public,

        ["statexchange.v1.QueriesService/StreamSeries"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/EstimateSelection"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/TraceObservation"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/StreamChanges"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/StreamHistory"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/ListRevisions"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/StreamAggregates"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/StreamMirrors"] = AccessRule.Public,
        ["statexchange.v1.QueriesService/StreamCompleteness"] = AccessRule.Public,

        ["statexchange.v1.ReleasesService/ListReleases"] = AccessRule.Public,
        ["statexchange.v1.ReleasesService/GetRelease"] = AccessRule.Public,
        ["statexchange.v1.ReleasesService/GetReceipt"] = Office,
        ["statexchange.v1.ReleasesService/WithdrawRelease"] = Publisher,
        ["statexchange.v1.ReleasesService/PurgeObservations"] = Publisher,

        ["statexchange.v1.CalendarService/ListDeliveries"] = AccessRule.Public,
        ["statexchange.v1.CalendarService/GetPunctuality"] = AccessRule.Public,
        ["statexchange.v1.CalendarService/ListSchedules"] = AccessRule.Public,

        ["statexchange.v1.AccessService/GetCaller"] = AccessRule.Public,
        ["statexchange.v1.AccessService/EnrolCertificate"] = AccessRule.Anyone,
        ["statexchange.v1.AccessService/RenewCertificate"] = AccessRule.Identified,
        ["statexchange.v1.AccessService/CreateEnrolment"] = Administrator,
        ["statexchange.v1.AccessService/RegisterCredential"] = Administrator,
        ["statexchange.v1.AccessService/ListCredentials"] = AccessRule.Identified,
        ["statexchange.v1.AccessService/RevokeCredential"] = AccessRule.Identified,
        ["statexchange.v1.AccessService/ListProvisionAgreements"] = AccessRule.Identified,
        ["statexchange.v1.AccessService/SetProvisionAgreements"] = Administrator,
        ["statexchange.v1.AccessService/GrantAccess"] = Publisher,
        ["statexchange.v1.AccessService/RevokeGrant"] = Publisher,
        ["statexchange.v1.AccessService/ListGrants"] = AccessRule.Identified,

        ["statexchange.v1.AuditService/StreamAuditEntries"] = AccessRule.Identified,
        ["statexchange.v1.AuditService/GetAuditHead"] = AccessRule.Identified,

        ["grpc.health.v1.Health/Check"] = AccessRule.Open,
        ["grpc.health.v1.Health/Watch"] = AccessRule.Open,
        ["grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = AccessRule.Open,
        ["grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = AccessRule.Open,
    };

    /// <summary>The rule of an operation, "/statexchange.v1.QueriesService/StreamSeries"; null when it has none.</summary>
    public static AccessRule? Find(string method) => Operations.GetValueOrDefault(method.TrimStart('/'));

    /// <summary>A submission is shown to its own organisation only, and nobody else acts on it; for others it is not there.</summary>
    public static bool MaySeeSubmissionsOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>Nobody submits in the name of another organisation.</summary>
    public static bool MaySubmitFor(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>How an organisation publishes is its own affair.</summary>
    public static bool MayKnowAndSetPolicyOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>A mapping is changed by its own organisation only; all who are known may read it.</summary>
    public static bool MaySaveMappingsOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>An organisation says itself how it makes its figures; everybody reads it.</summary>
    public static bool MaySaveMethodologyOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>
    /// The difference of mirror figures is explained by the organisations of both sides, and they see all of it; others see what is public.
    /// Those of a side are the ones whose agreement names its area, or is primary for it.
    /// </summary>
    public static bool IsSideOfCorridor(
        this Caller caller, ProviderPrecedence precedence, (string Indicator, string RefArea) one, (string Indicator, string RefArea) other) =>
        precedence.Of(caller.Organisation, one.Indicator, one.RefArea) > 0 || precedence.Of(caller.Organisation, other.Indicator, other.RefArea) > 0;

    /// <summary>A release is withdrawn by the organisation that released.</summary>
    public static bool MayWithdrawReleasesOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>Figures are purged by the organisation that provides them.</summary>
    public static bool MayPurgeFiguresOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>Administrators read all of the audit trail; others what is their organisation's affair.</summary>
    public static bool MayReadTrailOf(this Caller caller, IEnumerable<string> organisations) =>
        caller.Roles.Contains(Role.Administrator) || organisations.Contains(caller.Organisation, StringComparer.Ordinal);

    /// <summary>A receipt is for the organisation that released.</summary>
    public static bool MaySeeReceiptsOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>Credentials and grants of others are for administrators to see; for everybody else they are not there.</summary>
    public static bool MaySeeAccessOf(this Caller caller, string organisation) => caller.Organisation == organisation || caller.MaySeeAllAccess();

    /// <summary>Administrators manage the access of all organisations.</summary>
    public static bool MaySeeAllAccess(this Caller caller) => caller.Roles.Contains(Role.Administrator);

    /// <summary>A credential is revoked by administrators and by whoever holds it.</summary>
    public static bool MayRevoke(this Caller caller, string credentialId) =>
        caller.CredentialId == credentialId || caller.Roles.Contains(Role.Administrator);

    /// <summary>A grant is ended by the organisation that gave it.</summary>
    public static bool MayRevokeGrantsOf(this Caller caller, string organisation) => caller.Organisation == organisation;

    /// <summary>
    /// Restricted figures are shown to the organisation that provides them and to those it granted them to: which they are, the
    /// database decides; whether the caller is to be asked after at all, this rule.
    /// </summary>
    public static bool MaySeeRestrictedFigures(this Caller caller) => caller.Roles.Any(role => role != Role.Administrator);
}
