namespace StatExchange.Server.Limits;

/// <summary>The operations that calculate, or rewrite, much for one call.</summary>
internal static class HeavyWork
{
    /// <summary>Their names, as a call states them.</summary>
    public static IReadOnlySet<string> Methods { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "/statexchange.v1.SubmissionsService/PreviewSubmission",
        "/statexchange.v1.SubmissionsService/ApproveSubmission",
        "/statexchange.v1.SubmissionsService/ScheduleSubmission",
        "/statexchange.v1.SubmissionsService/PublishSubmission",
        "/statexchange.v1.QueriesService/EstimateSelection",

        // It reads every vintage, however few cells it is asked for.
        "/statexchange.v1.QueriesService/StreamCompleteness",
        "/statexchange.v1.ReleasesService/WithdrawRelease",
        "/statexchange.v1.ReleasesService/PurgeObservations",
        "/statexchange.v1.ReleasesService/GetReceipt",
    };
}
