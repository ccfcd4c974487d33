using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>What observations of a mapped file have in common: the figures, the frequency, and the cells their series is made from.</summary>
internal sealed class MappedRowHead : RowHead
{
    private const int NamePosition = 0;
    private const int FrequencyPosition = 1;
    private const int FirstCellPosition = 2;

    private readonly FiguresLayout _layout;
    private readonly string _sheet;

    public MappedRowHead(FiguresLayout layout, string sheet)
        : base(FirstCellPosition + layout.Cells.Count, attributeCount: 0)
    {
        _layout = layout;
        _sheet = sheet;
        Key[NamePosition] = layout.Name;
    }

    /// <summary>The frequency that the period is written in; empty when it is no SDMX period.</summary>
    public string Frequency
    {
        get => Key[FrequencyPosition];
        set => Key[FrequencyPosition] = value;
    }

    /// <summary>The cells that the series is made from.</summary>
    public Span<string> Cells => Key.AsSpan(FirstCellPosition);

    /// <inheritdoc/>
    public override StagedSeries CreatePiece(out int? decimals)
    {
        decimals = null;
        var origin = new SeriesOrigin { Sheet = _sheet, Figures = _layout.Name };
        for (var i = 0; i < _layout.Cells.Count; i++)
        {
            // A source may be as long as the service says, and what is cut here is cut for good.
            var text = _layout.Cells[i].IsWhole ? Cells[i] : CellText.Cut(Cells[i]);
            origin.Cells.Add(new SourceCell { Column = _layout.Cells[i].Header, Text = text });
        }

        return new StagedSeries { Series = new Series { Key = new SeriesKey { Freq = Frequency } }, Action = Action, Origin = origin };
    }
}
