using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Client.Files.Workbooks;
using StatExchange.Client.Templates;
using CellStyle = StatExchange.Client.Files.Workbooks.CellStyle;
using SheetNames = StatExchange.Client.Templates.SheetNames;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>
/// Writes a migration profile as a workbook (.xlsx): what it is, a sheet a chapter with every figure and gap, its provider, status, note, source and
/// release, and the releases. Nothing is a formula, whatever was published.
/// </summary>
public static class ProfileWorkbook
{
    private static readonly double[] Widths = [18, 44, 30, 16, 22, 18, 14, 10, 20, 50, 40];

    /// <summary>Writes the workbook.</summary>
    /// <param name="document">The profile.</param>
    /// <param name="output">Where to, a new file; it is left open.</param>
    public static async Task WriteAsync(ProfileDocument document, Stream output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        using var workbook = new WrittenWorkbook(output);
        var names = new SheetNames();
        await AddAsync($"{document.RefAreaName} {document.Year}", [24, 90], sheet => WriteAbout(sheet, document), frozenRows: 0);
        foreach (var chapter in document.Calculated.Indicators.Count > 0 ? document.Chapters.Append(document.Calculated) : document.Chapters)
            await AddAsync(chapter.Name, Widths, sheet => WriteChapter(sheet, chapter, document), frozenRows: 1);
        await AddAsync(document.Words.Release, [12, 24, 24, 60], sheet => WriteReleases(sheet, document), frozenRows: 1);

        Task AddAsync(string name, double[] widths, Action<SheetWriter> write, int frozenRows) => workbook.AddSheetAsync(names.Take(name), xml =>
        {
            xml.WriteStartElement(new Worksheet());
            if (frozenRows > 0)
                xml.WriteElement(SheetParts.Frozen(frozenRows, columns: 0, $"A{frozenRows + 1}"));
            xml.WriteElement(SheetParts.Widths(widths));
            xml.WriteStartElement(new SheetData());
            write(new SheetWriter(xml));
            xml.WriteEndElement();
            xml.WriteEndElement();
            return Task.FromResult(true);
        });
    }

    private static void WriteAbout(SheetWriter sheet, ProfileDocument document)
    {
        var words = document.Words;
        sheet.WriteRow(CellStyle.Title, $"{words.Title}: {document.RefAreaName}, {document.Year}");
        sheet.WriteRow(CellStyle.Plain, document.ProfileName);
        Write(words.AsOf, $"{document.Vintage.ReleaseId}, {words.Published} {Instant(document.Vintage.PublishedAt?.ToDateTime())}");
        Write(words.Indicators, $"{document.Indicators.Count()}");
        Write(words.WithFigures, $"{document.Indicators.Count(indicator => indicator.HasValue)}");
        Write(words.NotReported, $"{document.Indicators.Count(indicator => indicator.Figures.Count == 0)}");
        Write(words.Reading, words.ReadingText);
        sheet.WriteRow(CellStyle.Title, words.ProvidersTitle);
        foreach (var (code, name) in document.Providers)
            Write(code, name);
        sheet.WriteRow(CellStyle.Title, words.Status);
        foreach (var (letter, name) in document.Statuses)
            Write(letter, name);

        void Write(string label, string text)
        {
            sheet.StartRow();
            sheet.Write(CellStyle.Label, label);
            sheet.Write(CellStyle.Wrapped, text);
            sheet.EndRow();
        }
    }

    private static void WriteChapter(SheetWriter sheet, ProfileChapter chapter, ProfileDocument document)
    {
        var words = document.Words;
        sheet.WriteRow(
            CellStyle.Header, words.Code, words.Indicator, words.Figure, words.Value, words.Unit, words.Status, words.Provider, words.Release, words.When, words.Comments, words.Source);
        foreach (var indicator in chapter.Indicators)
        {
            foreach (var figure in indicator.Figures)
                WriteFigure(sheet, indicator, figure, document);
            if (indicator.Figures.Count == 0)
                sheet.WriteRow(CellStyle.NotApplicable, indicator.Code, indicator.Name, "", "", indicator.Unit, words.NotReported, "", "", "", "", "");
            if (indicator.FurtherFigures > 0)
                sheet.WriteRow(CellStyle.Wrapped, indicator.Code, string.Format(CultureInfo.InvariantCulture, words.Further, indicator.FurtherFigures));
        }
    }

    private static void WriteFigure(SheetWriter sheet, ProfileIndicator indicator, ProfileFigure figure, ProfileDocument document)
    {
        sheet.StartRow();
        sheet.Write(CellStyle.Wrapped, indicator.Code);
        sheet.Write(CellStyle.Wrapped, indicator.Name);
        sheet.Write(CellStyle.Wrapped, figure.Breakdown.Length > 0 ? figure.Breakdown : document.Words.Total);
        if (figure.Value is { } value)
            sheet.Write(value.Scale == 0 ? CellStyle.Number : CellStyle.Decimal, value);
        else
            sheet.WriteEmpty(CellStyle.NotApplicable);
        sheet.Write(CellStyle.Wrapped, indicator.Unit);
        sheet.Write(CellStyle.Wrapped, $"{figure.Status}: {document.Statuses.GetValueOrDefault($"{figure.Status}")}{(figure.IsIncomplete ? $"; {document.Words.Incomplete}" : "")}");
        sheet.Write(CellStyle.Wrapped, figure.Provider);
        sheet.Write(CellStyle.Wrapped, figure.Release is { } release ? $"{release.ReleaseId}" : "");
        sheet.Write(CellStyle.Wrapped, Instant(figure.Release?.PublishedAt?.ToDateTime()));
        sheet.Write(CellStyle.Wrapped, figure.Comment);
        sheet.Write(CellStyle.Wrapped, figure.Source);
        sheet.EndRow();
    }

    private static void WriteReleases(SheetWriter sheet, ProfileDocument document)
    {
        var words = document.Words;
        sheet.WriteRow(CellStyle.Header, words.Release, words.When, words.Who, words.Reason);
        foreach (var release in document.Releases)
            sheet.WriteRow(CellStyle.Wrapped, $"{release.ReleaseId}", Instant(release.PublishedAt?.ToDateTime()), release.Organisation, release.Reason);
    }

    private static string Instant(DateTime? instant) => instant?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
}
