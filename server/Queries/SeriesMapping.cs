using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>Series as the contract sends them.</summary>
internal sealed class SeriesMapping(CatalogueSnapshot catalogue)
{
    /// <summary>The frequency of a coded key.</summary>
    public Frequency FrequencyOf(int[] dimensionIds) => Frequency.Find(catalogue.CodeOf(dimensionIds[FreqPosition]))!;

    /// <summary>A series with the observations at some positions, ascending.</summary>
    public Series ToProto(SeriesRecord record, IReadOnlyList<int> positions)
    {
        var columns = record.Columns;
        var series = new Series
        {
            Key = Key(record.DimensionIds),
            UnitMeasure = catalogue.CodeOf(columns.UnitMeasure),
            UnitMult = columns.UnitMult,
            Decimals = columns.Decimals,
            Source = columns.Source ?? string.Empty,
        };
        if (positions.Count == columns.Count)
            CopyAll(columns, series);
        else
            CopySome(columns, positions, series);
        if (series.WithoutValue.Count == positions.Count)
            series.Values.Clear();
        if (columns.Comments is { } comments)
            CopyComments(columns, comments, positions, series);
        return series;
    }

    /// <summary>Adds the justifications of the series that a message gets next.</summary>
    public void AddJustifications(StreamSeriesResponse message, SeriesRecord record, IEnumerable<JustificationRecord> justifications)
    {
        SeriesJustifications? added = null;
        foreach (var justification in justifications)
        {
            if (added is null)
                message.Justifications.Add(added = new SeriesJustifications { Position = message.Series.Count });
            added.Justifications.Add(ToProto(justification, FrequencyOf(record.DimensionIds)));
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

    private static readonly int FreqPosition = Dimension.Find("FREQ")!.Position;

    private static void CopyAll(SeriesColumns columns, Series series)
    {
        series.Periods.AddRange(columns.Periods);
        series.Values.AddRange(columns.Values);
        series.ObsStatus = columns.ObsStatus ?? string.Empty;
        series.ConfStatus = columns.ConfStatus ?? string.Empty;
        for (var position = 0; columns.ObsStatus is not null && position < columns.Count; position++)
        {
            if (!SeriesColumns.HasValue(columns.ObsStatus[position]))
                series.WithoutValue.Add(position);
        }
    }

    private static void CopySome(SeriesColumns columns, IReadOnlyList<int> positions, Series series)
    {
        var (statuses, confidentialities) = (new char[positions.Count], new char[positions.Count]);
        for (var i = 0; i < positions.Count; i++)
        {
            series.Periods.Add(columns.Periods[positions[i]]);
            series.Values.Add(columns.Values[positions[i]]);
            (statuses[i], confidentialities[i]) = (columns.StatusAt(positions[i]), columns.ConfidentialityAt(positions[i]));
            if (!SeriesColumns.HasValue(statuses[i]))
                series.WithoutValue.Add(i);
        }

        if (statuses.AsSpan().ContainsAnyExcept(DataStructureDefinition.NormalStatus))
            series.ObsStatus = new string(statuses);
        if (confidentialities.AsSpan().ContainsAnyExcept(DataStructureDefinition.FreeStatus))
            series.ConfStatus = new string(confidentialities);
    }

    private static void CopyComments(SeriesColumns columns, ObservationComments comments, IReadOnlyList<int> positions, Series series)
    {
        for (var i = 0; i < positions.Count; i++)
        {
            if (comments.TryGetValue(columns.Periods[positions[i]], out var text))
                series.Comments.Add(new ObservationComment { Position = i, Text = { text } });
        }
    }

    private SeriesKey Key(int[] dimensionIds)
    {
        var key = new SeriesKey();
        foreach (var dimension in Dimension.All)
            dimension.Set(key, catalogue.CodeOf(dimensionIds[dimension.Position]));
        return key;
    }
}
