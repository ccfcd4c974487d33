using System.Globalization;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Cells as spreadsheets call them, "D17". Rows and columns count from 1.</summary>
internal static class CellReference
{
    private const int Letters = 26;

    /// <summary>Reads a reference that lies within a sheet.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int row, out int column)
    {
        row = column = 0;
        var i = 0;
        for (; i < text.Length && char.IsAsciiLetter(text[i]); i++)
        {
            column = (column * Letters) + (text[i] & 0x1F);
            if (column > WorkbookLimits.Columns)
                return false;
        }

        return column > 0
            && int.TryParse(text[i..], NumberStyles.None, CultureInfo.InvariantCulture, out row)
            && row is >= 1 and <= WorkbookLimits.Rows;
    }

    /// <summary>The letters of a column.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / Letters)
            name = (char)('A' + ((column - 1) % Letters)) + name;
        return name;
    }

    /// <summary>The reference of a cell.</summary>
    public static string Of(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{ColumnName(column)}{row}");
}
