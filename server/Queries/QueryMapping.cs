using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>What comes beside series in answers, as the contract sends it.</summary>
internal static class QueryMapping
{
    /// <summary>A state of knowledge.</summary>
    public static Vintage ToProto(this VintageRecord vintage) =>
        new() { ReleaseId = vintage.ReleaseId, PublishedAt = vintage.PublishedAt?.ToTimestamp() };

    /// <summary>Adds to a series until when its observations are kept from the public.</summary>
    public static Series With(this Series series, SortedDictionary<int, DateTime> embargoes)
    {
        foreach (var (period, until) in embargoes)
        {
            if (series.Periods.IndexOf(period) is var position and >= 0)
                series.Embargoes.Add(new ObservationEmbargo { Position = position, Until = until.ToTimestamp() });
        }

        return series;
    }

    /// <summary>A release, as those who read its figures see it.</summary>
    public static ReleaseNote ToNote(this ReleaseRecord release) => new()
    {
        ReleaseId = release.ReleaseId,
        PublishedAt = release.PublishedAt.ToTimestamp(),
        Organisation = release.Organisation,
        Reason = release.Reason,
        WithdrawsReleaseId = release.WithdrawsReleaseId ?? 0,
        IsPurge = release.Kind == ReleaseKind.Purge,
    };

    /// <summary>Adds the justifications of the series that a message gets next.</summary>
    public static void AddJustifications(StreamSeriesResponse message, Frequency frequency, IEnumerable<JustificationRecord> justifications)
    {
        SeriesJustifications? added = null;
        foreach (var justification in justifications)
        {
            if (added is null)
                message.Justifications.Add(added = new SeriesJustifications { Position = message.Series.Count });
            added.Justifications.Add(ToProto(justification, frequency));
        }
    }

    /// <summary>A justification.</summary>
    public static ObservationJustification ToProto(JustificationRecord record, Frequency frequency) => new()
    {
        Period = record.Period is { } ordinal ? new TimePeriod(frequency, ordinal).ToString() : string.Empty,
        RuleId = record.RuleId,
        ReleaseId = record.ReleaseId,
        Justification = new Justification { Text = record.Text, Author = record.Author, JustifiedAt = record.JustifiedAt.ToTimestamp() },
    };

    /// <summary>A place in a file.</summary>
    public static SourcePlace ToProto(PlaceRecord record) => new()
    {
        Sheet = record.Sheet,
        Row = record.Row,
        Column = record.Column,
        Sent = { record.Sent.ToDictionary(StringComparer.Ordinal) },
    };
}
