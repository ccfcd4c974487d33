using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Server.Submissions;

/// <summary>Submissions and findings as the contract shows them.</summary>
internal static class SubmissionMapping
{
    private static readonly JsonParser Keys = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>A submission.</summary>
    public static Submission ToProto(this SubmissionRecord record)
    {
        var submission = new Submission
        {
            SubmissionId = record.SubmissionId.ToString(),
            Organisation = record.Organisation,
            ClientToken = record.ClientToken,
            Dataflow = record.Dataflow,
            SourceName = record.SourceName,
            State = record.State,
            OpenedAt = record.OpenedAt.ToTimestamp(),
            ReceivedAt = record.ReceivedAt?.ToTimestamp(),
            ClosedAt = record.ClosedAt?.ToTimestamp(),
            Batches = record.LastBatch,
            Series = record.Series,
            Observations = record.Observations,
            Errors = record.Errors,
        };
        if (record.Release is { } release)
        {
            submission.Release = new Release
            {
                ReleaseId = release.ReleaseId,
                SubmissionId = submission.SubmissionId,
                Organisation = submission.Organisation,
                PublishedAt = release.PublishedAt.ToTimestamp(),
                SeriesAdded = release.SeriesAdded,
                SeriesChanged = release.SeriesChanged,
                ObservationsAdded = release.ObservationsAdded,
                ObservationsChanged = release.ObservationsChanged,
                ObservationsDeleted = release.ObservationsDeleted,
            };
        }

        return submission;
    }

    /// <summary>A finding with its words.</summary>
    public static Finding ToProto(this FindingRecord record)
    {
        var key = Keys.Parse<SeriesKey>(record.Key);
        var (message, remedy) = FindingText.Describe(record);
        return new Finding
        {
            Number = record.Number,
            Rule = record.Rule,
            Severity = record.Severity,
            Batch = record.Batch,
            Row = record.Row,
            Key = key,
            Period = record.Period ?? PeriodText(key, record.PeriodOrdinal),
            Concept = record.Concept,
            Value = record.Value,
            Expected = record.Expected,
            Message = message,
            Remedy = remedy,
        };
    }

    private static string PeriodText(SeriesKey key, int? ordinal) => ordinal switch
    {
        null => string.Empty,
        { } number when Frequency.Find(key.Freq) is { } frequency && frequency.Contains(number) => new TimePeriod(frequency, number).ToString(),
        { } number => number.ToString(CultureInfo.InvariantCulture),
    };
}
