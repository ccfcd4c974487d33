using DocumentFormat.OpenXml.Spreadsheet;

namespace StatExchange.Client.Templates;

/// <summary>Elements that the sheets of a template share.</summary>
internal static class SheetParts
{
    /// <summary>Widths of columns, in characters.</summary>
    public static Columns Widths(params IEnumerable<double> widths) => new(widths.Select((width, i) => new Column
    {
        Min = (uint)i + 1,
        Max = (uint)i + 1,
        Width = width,
        CustomWidth = true,
    }));

    /// <summary>Protection against slips: without a password, and with rows and columns to be resized and filtered at will.</summary>
    public static SheetProtection Protection() => new()
    {
        Sheet = true,
        Objects = true,
        Scenarios = true,
        FormatColumns = false,
        FormatRows = false,
        AutoFilter = false,
    };

    /// <summary>A view in which the first rows and columns stay in sight.</summary>
    public static SheetViews Frozen(int rows, int columns, string topLeftCell) => new(new SheetView(
        new Pane
        {
            VerticalSplit = rows,
            HorizontalSplit = columns > 0 ? columns : null,
            TopLeftCell = topLeftCell,
            ActivePane = columns > 0 ? PaneValues.BottomRight : PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        })
    {
        WorkbookViewId = 0,
    });

    /// <summary>What makes a sheet fit the width of a page across.</summary>
    public static SheetProperties FitsPage() => new(new PageSetupProperties { FitToPage = true });

    /// <inheritdoc cref="FitsPage"/>
    public static PageSetup Landscape() => new() { Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 };
}
