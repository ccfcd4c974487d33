using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Rows of one series, action and attributes, gathered into columns.</summary>
internal sealed class SeriesGroup
{
    private readonly StagedSeries _staged;
    private readonly string[] _attributes;
    private readonly List<decimal> _values = [];
    private readonly StringBuilder _status = new();
    private readonly StringBuilder _confidentiality = new();
    private readonly int? _decimals;
    private bool _isWholeSeries;

    public SeriesGroup(RowHead row)
    {
        Key = [.. row.Key];
        _attributes = [.. row.Attributes];
        _staged = row.CreatePiece(out _decimals);
    }

    /// <summary>What names its series.</summary>
    public string[] Key { get; }

    /// <summary>The decimals its rows state; null when they state none, or nothing that can be read.</summary>
    public int? StatedDecimals => _decimals;

    /// <summary>Whether a row of the same key goes on with this group.</summary>
    public bool Takes(RowHead row) => !_isWholeSeries && !row.IsWholeSeries
        && row.Action == _staged.Action && row.Attributes.AsSpan().SequenceEqual(_attributes);

    /// <summary>Adds a deletion of the whole series.</summary>
    public void AddWholeSeries(int row)
    {
        _isWholeSeries = true;
        _staged.Rows.Add(row);
    }

    /// <summary>Adds a deletion of one observation.</summary>
    public void AddDeletion(int row, int period)
    {
        _staged.Rows.Add(row);
        _staged.Series.Periods.Add(period);
    }

    /// <summary>Adds an observation.</summary>
    public void Add(int row, int period, decimal? value, char status, char confidentiality)
    {
        if (value is null)
            _staged.Series.WithoutValue.Add(_values.Count);
        _values.Add(value ?? 0);
        _status.Append(status);
        _confidentiality.Append(confidentiality);
        AddDeletion(row, period);
    }

    /// <summary>Says which column the value of the observation added last stands in.</summary>
    public void AddValueColumn(int number) => _staged.Origin.ValueColumns.Add(number);

    /// <summary>Adds a comment to the observation added last.</summary>
    public void AddComment(ObservationComment comment)
    {
        comment.Position = LastPosition;
        _staged.Series.Comments.Add(comment);
    }

    /// <summary>Says until when the observation added last is kept from the public.</summary>
    public void AddEmbargo(DateTimeOffset until) =>
        _staged.Series.Embargoes.Add(new ObservationEmbargo { Position = LastPosition, Until = until.ToTimestamp() });

    /// <summary>Adds a cell of the observation added last that cannot be expressed.</summary>
    public void AddRawCell(string concept, string text) =>
        _staged.RawCells.Add(new RawCell { Position = LastPosition, Concept = concept, Text = text });

    /// <summary>The series.</summary>
    public StagedSeries Build()
    {
        var series = _staged.Series;
        ScaleValues(series);
        series.ObsStatus = StatusColumn.Pack(_status, DataStructureDefinition.NormalStatus);
        series.ConfStatus = StatusColumn.Pack(_confidentiality, DataStructureDefinition.FreeStatus);
        return _staged;
    }

    private int LastPosition => Math.Max(0, _staged.Series.Periods.Count - 1);

    private void ScaleValues(Series series)
    {
        if (series.WithoutValue.Count == _values.Count)
            return;
        series.Decimals = _decimals ?? _values.Max(value => value.Scale);
        var gaps = new List<int>();
        for (var i = 0; i < _values.Count; i++)
        {
            if (!ScaledDecimal.TryScale(_values[i], series.Decimals, out var scaled))
            {
                // It fits by itself, but not with the decimals that another value of the series needs.
                gaps.Add(i);
                var text = _values[i].ToString(CultureInfo.InvariantCulture);
                _staged.RawCells.Add(new RawCell { Position = i, Concept = ObservationConcepts.Value, Text = text });
            }

            series.Values.Add(scaled);
        }

        if (gaps.Count == 0)
            return;
        int[] positions = [.. series.WithoutValue.Concat(gaps).Order()];
        series.WithoutValue.Clear();
        series.WithoutValue.AddRange(positions);
        if (positions.Length == _values.Count)
            series.Values.Clear();
    }
}
