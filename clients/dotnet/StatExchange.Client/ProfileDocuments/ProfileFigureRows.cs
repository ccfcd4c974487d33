using System.Globalization;
using StatExchange.Client.Files.Workbooks;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>The sheet of a chapter: a row a figure or gap.</summary>
internal static class ProfileFigureRows
{
    /// <summary>Widths of its columns.</summary>
    public static IReadOnlyList<double> Widths { get; } = [18, 44, 30, 16, 22, 30, 14, 10, 20, 50, 40];

    /// <summary>Writes it.</summary>
    public static void Write(SheetWriter sheet, ProfileChapter chapter, ProfileDocument document)
    {
        var words = document.Words;
        sheet.WriteRow(
            CellStyle.Header, words.Code, words.Indicator, words.Figure, words.Value, words.Unit, words.Status, words.Provider, words.Release, words.When, words.Comments, words.Source);
        foreach (var indicator in chapter.Indicators)
        {
            foreach (var figure in indicator.Figures)
                Write(sheet, indicator, figure, document);
            if (indicator.Figures.Count == 0)
                sheet.WriteRow(CellStyle.NotApplicable, indicator.Code, indicator.Name, "", "", indicator.Unit, words.NotReported, "", "", "", "", "");
            if (indicator.FurtherFigures > 0)
                sheet.WriteRow(CellStyle.Wrapped, indicator.Code, string.Format(CultureInfo.InvariantCulture, words.Further, indicator.FurtherFigures));
        }
    }

    private static void Write(SheetWriter sheet, ProfileIndicator indicator, ProfileFigure figure, ProfileDocument document)
    {
        string[] statuses =
        [
            document.ObservationStatusText(figure.Status),
            document.ConfidentialityText(figure.ConfidentialityStatus, figure.IsRestricted),
            figure.IsIncomplete ? document.Words.Incomplete : "",
        ];
        sheet.StartRow();
        sheet.Write(CellStyle.Wrapped, indicator.Code);
        sheet.Write(CellStyle.Wrapped, indicator.Name);
        sheet.Write(CellStyle.Wrapped, figure.Breakdown.Length > 0 ? figure.Breakdown : document.Words.Total);
        sheet.WriteValue(figure.Value);
        sheet.Write(CellStyle.Wrapped, indicator.Unit);
        sheet.Write(figure.IsRestricted ? CellStyle.Restricted : CellStyle.Wrapped, string.Join("; ", statuses.Where(status => status.Length > 0)));
        sheet.Write(CellStyle.Wrapped, figure.Provider);
        sheet.Write(CellStyle.Wrapped, figure.Release is { } release ? $"{release.ReleaseId}" : "");
        sheet.Write(CellStyle.Wrapped, ProfileDocumentTexts.InstantText(figure.Release?.PublishedAt));
        sheet.Write(CellStyle.Wrapped, figure.Comment.Text);
        sheet.Write(CellStyle.Wrapped, figure.Source);
        sheet.EndRow();
    }
}
