using System.Globalization;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>Which of a workbook's cell formats show numbers as days.</summary>
internal sealed class CellFormats
{
    private readonly List<bool> _areDates = [];

    /// <summary>Formats of a workbook without styles: all of them show numbers as numbers.</summary>
    public static CellFormats None { get; } = new();

    /// <summary>Reads the styles of a workbook.</summary>
    public static CellFormats Read(PartXml styles)
    {
        var formats = new CellFormats();
        var codes = new Dictionary<int, bool>();
        var isCellFormat = false;
        while (styles.Read())
        {
            if (!styles.IsElement)
                continue;
            if (styles.Depth == 1)
                isCellFormat = styles.Name == "cellXfs";
            else if (styles.Name == "numFmt" && styles.Attribute("formatCode") is { } code && codes.Count < WorkbookLimits.CellFormats)
                codes[NumberOf(styles, "numFmtId")] = DateFormats.IsDate(code);
            else if (isCellFormat && styles.Depth == 2 && styles.Name == "xf")
                formats.Add(NumberOf(styles, "numFmtId"), codes);
        }

        return formats;
    }

    /// <summary>Whether the cells of a format show numbers as days.</summary>
    /// <param name="format">The format as a cell names it; null for none.</param>
    public bool IsDate(string? format) =>
        int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _areDates.Count && _areDates[index];

    private static int NumberOf(PartXml element, string attribute) =>
        int.TryParse(element.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private void Add(int numberFormat, Dictionary<int, bool> codes)
    {
        if (_areDates.Count >= WorkbookLimits.CellFormats)
            throw WorkbookFault.Damaged("it has more formats of cells than there may be");
        _areDates.Add(codes.TryGetValue(numberFormat, out var isDate) ? isDate : DateFormats.IsBuiltIn(numberFormat));
    }
}
