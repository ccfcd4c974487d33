using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Writes the rows of a sheet one after the other, and keeps none.</summary>
/// <param name="xml">The sheet, within its data.</param>
internal sealed class SheetWriter(OpenXmlWriter xml)
{
    private int _column;

    /// <summary>Number of the current row, from 1; 0 before the first.</summary>
    public int Row { get; private set; }

    /// <summary>Begins a row.</summary>
    /// <param name="number">Its number; left out for the one after the last.</param>
    /// <param name="height">Its height in points; left out for one line.</param>
    public void StartRow(int? number = null, double? height = null)
    {
        Row = number ?? Row + 1;
        _column = 0;
        xml.WriteStartElement(new Row { RowIndex = (uint)Row, Height = height, CustomHeight = height is null ? null : true });
    }

    /// <summary>Ends a row.</summary>
    public void EndRow() => xml.WriteEndElement();

    /// <summary>Writes a row of texts.</summary>
    public void WriteRow(CellStyle style, params IEnumerable<string> texts)
    {
        StartRow();
        foreach (var text in texts)
            Write(style, text);
        EndRow();
    }

    /// <summary>Writes the next cell as text, whatever it looks like: no program runs it as a formula.</summary>
    public void Write(CellStyle style, string text)
    {
        if (text.Length == 0)
        {
            WriteEmpty(style);
            return;
        }

        var content = new Text(SheetText.Encode(text)) { Space = SpaceProcessingModeValues.Preserve };
        xml.WriteElement(new Cell(new InlineString(content)) { CellReference = Next(), StyleIndex = (uint)style, DataType = CellValues.InlineString });
    }

    /// <summary>Writes the next cell as a number.</summary>
    public void Write(CellStyle style, decimal number) => xml.WriteElement(
        new Cell(new CellValue(number.ToString(CultureInfo.InvariantCulture))) { CellReference = Next(), StyleIndex = (uint)style });

    /// <summary>Writes the next cell as a published value, with its decimals; as a dash, marked, when there is none.</summary>
    public void WriteValue(decimal? value)
    {
        if (value is { } number)
            Write(number.Scale == 0 ? CellStyle.Number : CellStyle.Decimal, number);
        else
            Write(CellStyle.NotApplicable, "—");
    }

    /// <summary>Writes the next cell without content.</summary>
    public void WriteEmpty(CellStyle style) => xml.WriteElement(new Cell { CellReference = Next(), StyleIndex = (uint)style });

    private string Next() => CellReference.Of(Row, ++_column);
}
