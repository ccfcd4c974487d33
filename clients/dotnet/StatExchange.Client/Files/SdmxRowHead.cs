using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>What rows of SDMX-CSV have in common: the codes of <see cref="Dimension.All"/>, the cells of <see cref="SeriesAttribute.All"/>.</summary>
/// <param name="sheet">The sheet of a workbook; empty for other files.</param>
internal sealed class SdmxRowHead(string sheet) : RowHead(Dimension.All.Count, SeriesAttribute.All.Count)
{
    /// <summary>Whether it deletes and leaves a dimension open.</summary>
    public override bool HasWildcard => Action == SeriesAction.Delete && Array.IndexOf(Key, "") >= 0;

    /// <inheritdoc/>
    public override StagedSeries CreatePiece(out int? decimals)
    {
        decimals = null;
        var piece = new StagedSeries { Series = new Series { Key = new SeriesKey() }, Action = Action };
        if (sheet.Length > 0)
            piece.Origin = new SeriesOrigin { Sheet = sheet };
        foreach (var dimension in Dimension.All)
            dimension.Set(piece.Series.Key, Key[dimension.Position]);
        foreach (var attribute in SeriesAttribute.All)
        {
            var text = Attributes[attribute.Position];
            if (!attribute.IsInteger)
                attribute.Set(piece.Series, text);
            else if (!Cells.TryReadAttribute(attribute, text, out var number))
                continue;
            else
                attribute.Set(piece.Series, number);
            if (attribute.IsDecimals)
                decimals = piece.Series.Decimals;
        }

        return piece;
    }
}
