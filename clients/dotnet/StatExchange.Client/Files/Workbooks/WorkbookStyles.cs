using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Spreadsheet = DocumentFormat.OpenXml.Spreadsheet;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>The styles of workbooks that are written.</summary>
internal static class WorkbookStyles
{
    private const uint GeneralFormat = 0;
    private const uint WholeFormat = 3;
    private const uint TextFormat = 49;

    private static readonly string[] Fills = ["FFD9E2F3", "FFFFF9DB", "FFEDEDED", "FFFADBD8"];

    /// <summary>The styles, a format for each <see cref="CellStyle"/>.</summary>
    public static Stylesheet Create() => new(
        new Fonts(Font(11), Font(8, color: "FF7F7F7F"), Font(11, isBold: true), Font(16, isBold: true), Font(10), Font(10, isBold: true, color: "FF9C0006"), Font(12, isBold: true, color: "FF9C0006")),
        new Fills(
            [
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                .. Fills.Select(color => new Fill(
                    new PatternFill(new ForegroundColor { Rgb = color }) { PatternType = PatternValues.Solid })),
            ]),
        new Borders(new Border(), Thin()),
        new CellStyleFormats(new CellFormat()),
        new Spreadsheet.CellFormats(Enum.GetValues<CellStyle>().Select(Format)),
        new CellStyles(new Spreadsheet.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }));

    private static CellFormat Format(CellStyle style) => style switch
    {
        CellStyle.Concept => Format(font: 1, fill: 2, border: 1, GeneralFormat),
        CellStyle.Header => Format(font: 2, fill: 2, border: 1, GeneralFormat, wraps: true),
        CellStyle.Title => Format(font: 3, fill: 0, border: 0, GeneralFormat),
        CellStyle.Label => Format(font: 2, fill: 0, border: 0, GeneralFormat),
        CellStyle.Wrapped => Format(font: 4, fill: 0, border: 1, GeneralFormat, wraps: true),
        CellStyle.Number => Format(font: 4, fill: 0, border: 1, WholeFormat),
        // General: a format with a number of decimals would hide further ones.
        CellStyle.Decimal => Format(font: 4, fill: 0, border: 1, GeneralFormat),
        CellStyle.ValueInput => Format(font: 0, fill: 3, border: 1, GeneralFormat, isLocked: false),
        CellStyle.TextInput => Format(font: 0, fill: 3, border: 1, TextFormat, wraps: true, isLocked: false),
        CellStyle.NotApplicable => Format(font: 4, fill: 4, border: 1, GeneralFormat),
        CellStyle.Gap => Format(font: 4, fill: 4, border: 1, GeneralFormat, wraps: true),
        CellStyle.Restricted => Format(font: 5, fill: 5, border: 1, GeneralFormat, wraps: true),
        CellStyle.Warning => Format(font: 6, fill: 5, border: 0, GeneralFormat),
        _ => Format(font: 0, fill: 0, border: 0, GeneralFormat),
    };

    private static CellFormat Format(
        uint font, uint fill, uint border, uint numberFormat, bool wraps = false, bool isLocked = true) =>
        new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wraps }, new Protection { Locked = isLocked })
        {
            FontId = font,
            FillId = fill,
            BorderId = border,
            NumberFormatId = numberFormat,
            FormatId = 0,
            ApplyFont = true,
            ApplyFill = true,
            ApplyBorder = true,
            ApplyNumberFormat = true,
            ApplyAlignment = true,
            ApplyProtection = true,
        };

    private static Font Font(double size, bool isBold = false, string color = "FF000000")
    {
        OpenXmlElement[] bold = isBold ? [new Bold()] : [];
        return new Font([.. bold, new FontSize { Val = size }, new Color { Rgb = color }, new FontName { Val = "Calibri" }]);
    }

    private static Border Thin() => new(
        new LeftBorder { Style = BorderStyleValues.Hair },
        new RightBorder { Style = BorderStyleValues.Hair },
        new TopBorder { Style = BorderStyleValues.Hair },
        new BottomBorder { Style = BorderStyleValues.Hair },
        new DiagonalBorder());
}
