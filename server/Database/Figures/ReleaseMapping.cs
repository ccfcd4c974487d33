using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Server.Database.Figures;

/// <summary>Releases as the contract shows them.</summary>
internal static class ReleaseMapping
{
    /// <summary>A release.</summary>
    public static Release ToProto(this ReleaseRecord record) => new()
    {
        ReleaseId = record.ReleaseId,
        SubmissionId = record.SubmissionId?.ToString() ?? string.Empty,
        Organisation = record.Organisation,
        PublishedAt = record.PublishedAt.ToTimestamp(),
        SeriesAdded = record.SeriesAdded,
        SeriesChanged = record.SeriesChanged,
        ObservationsAdded = record.ObservationsAdded,
        ObservationsChanged = record.ObservationsChanged,
        ObservationsDeleted = record.ObservationsDeleted,
        Kind = record.Kind,
        Reason = record.Reason,
        WithdrawsReleaseId = record.WithdrawsReleaseId ?? 0,
        WithdrawnByReleaseId = record.WithdrawnByReleaseId ?? 0,
        EmbargoAt = record.EmbargoAt?.ToTimestamp(),
    };
}
