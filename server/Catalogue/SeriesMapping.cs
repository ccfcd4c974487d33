using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Catalogue;

/// <summary>Series as the contract sends them.</summary>
internal sealed class SeriesMapping(CatalogueSnapshot catalogue)
{
    /// <summary>The highest id of a code that can be told.</summary>
    public int HighestCodeId => catalogue.HighestCodeId;

    /// <summary>The frequency of a coded key.</summary>
    public Frequency FrequencyOf(int[] dimensionIds) => Frequency.Find(catalogue.CodeOf(dimensionIds[FreqPosition]))!;

    /// <summary>How a series changes.</summary>
    public SeriesChange ToProto(int[] dimensionIds, SeriesDifference difference) => new()
    {
        Before = difference.Before is { } before ? ToProto(dimensionIds, before) : null,
        After = difference.After is { } after ? ToProto(dimensionIds, after) : null,
    };

    /// <summary>What a release made of a series.</summary>
    public SeriesVintage ToProto(int[] dimensionIds, VintageColumns vintage) => new()
    {
        Series = ToProto(dimensionIds, vintage.Made),
        ReleaseId = vintage.ReleaseId,
        ReplacedByReleaseIds = { vintage.ReplacedBy.Any(release => release > 0) ? vintage.ReplacedBy : [] },
        DeletedPeriods = { vintage.Deleted },
    };

    /// <summary>A series with all its observations.</summary>
    public Series ToProto(int[] dimensionIds, SeriesColumns columns) => ToProto(dimensionIds, columns, [.. Enumerable.Range(0, columns.Count)]);

    /// <summary>A series with the observations at some positions, ascending.</summary>
    public Series ToProto(int[] dimensionIds, SeriesColumns columns, IReadOnlyList<int> positions)
    {
        var series = new Series
        {
            Key = Key(dimensionIds),
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
