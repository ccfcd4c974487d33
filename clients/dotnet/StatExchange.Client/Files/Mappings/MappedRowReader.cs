namespace StatExchange.Client.Files;

/// <summary>Reads the rows of a mapped file into groups.</summary>
internal sealed class MappedRowReader(MappedLayout layout, string commentLanguage, string sheet) : RowReader(layout.Count)
{
    private readonly FiguresReader[] _figures =
        [.. layout.Figures.Select(figures => new FiguresReader(figures, commentLanguage, sheet))];

    /// <inheritdoc/>
    protected override void ReadCells(FileRecords record, SeriesWindow window)
    {
        foreach (var figures in _figures)
            figures.Read(record, window);
    }
}
