using StatExchange.V1;

namespace StatExchange.Server.Limits;

/// <summary>How many observations a message of a stream has.</summary>
internal static class ObservationCount
{
    private static readonly HashSet<Type> Counted =
        [typeof(UploadSeriesRequest), typeof(StreamSeriesResponse), typeof(StreamChangesResponse), typeof(StreamHistoryResponse), typeof(StreamAggregatesResponse), typeof(StreamMirrorsResponse), typeof(StreamCompletenessResponse), typeof(PreviewSubmissionResponse)];

    /// <summary>Whether messages of a type have any.</summary>
    public static bool IsIn(Type message) => Counted.Contains(message);

    /// <summary>The observations of a message. A piece without any, which deletes all of a series, counts for one.</summary>
    public static int Of(object? message) => message switch
    {
        UploadSeriesRequest upload => upload.Batch?.Series.Sum(piece => Math.Max(1, piece.Series?.Periods.Count ?? 0)) ?? 0,
        StreamSeriesResponse answer => answer.Series.Sum(series => series.Periods.Count),
        StreamChangesResponse answer => answer.Changes.Sum(Of),
        StreamHistoryResponse answer => answer.Vintages.Sum(vintage => (vintage.Series?.Periods.Count ?? 0) + vintage.DeletedPeriods.Count),
        StreamAggregatesResponse answer => answer.Aggregates.Sum(aggregate => aggregate.Coverage.Sum(coverage => coverage.States.Count)),
        StreamMirrorsResponse answer => answer.Mirrors.Sum(mirror => 2 * mirror.Observations.Count),
        StreamCompletenessResponse answer => answer.Areas.Sum(area => area.Cells.Count),
        PreviewSubmissionResponse answer => answer.Changes?.Changes.Sum(Of) ?? 0,
        _ => 0,
    };

    private static int Of(SeriesChange change) => (change.Before?.Periods.Count ?? 0) + (change.After?.Periods.Count ?? 0);
}
