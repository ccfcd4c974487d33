using DocumentFormat.OpenXml.Spreadsheet;
using StatExchange.Client.Files.Workbooks;
using StatExchange.Client.Templates;
using CellStyle = StatExchange.Client.Files.Workbooks.CellStyle;
using SheetNames = StatExchange.Client.Templates.SheetNames;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>
/// Writes a migration profile as a workbook (.xlsx): what it is, a sheet a chapter with every figure and gap, its provider, status, note, source and
/// release, what partners publish, figures over the years, how they are made, and the releases. What is not public is marked. It draws no charts. Nothing
/// is a formula, whatever was published.
/// </summary>
public static class ProfileWorkbook
{
    /// <summary>Writes the workbook.</summary>
    /// <param name="document">The profile.</param>
    /// <param name="output">Where to, a new file; it is left open.</param>
    public static async Task WriteAsync(ProfileDocument document, Stream output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        using var workbook = new WrittenWorkbook(output);
        var (names, words) = (new SheetNames(), document.Words);
        var indicators = document.AllChapters.SelectMany(chapter => chapter.Indicators).ToList();
        await AddAsync($"{document.RefAreaName} {document.Year}", [24, 90], sheet => WriteAbout(sheet, document), frozenRows: 0);
        foreach (var chapter in document.AllChapters)
            await AddAsync(chapter.Name, ProfileFigureRows.Widths, sheet => ProfileFigureRows.Write(sheet, chapter, document));
        if (indicators.Exists(indicator => indicator.Mirrors.Count > 0))
            await AddAsync(words.MirrorTitle, ProfileMirrorRows.Widths, sheet => ProfileMirrorRows.Write(sheet, indicators, document));
        if (indicators.Exists(indicator => indicator.Lines.Count > 0))
            await AddAsync(words.Years, [18, 44, 30, 16, 10, 18, 30], sheet => WriteYears(sheet, indicators, document));
        if (indicators.Exists(indicator => indicator.Methodology.Count > 0))
            await AddAsync(words.Methodology, [18, 44, 16, 28, 50, 50, 50, 50, 40], sheet => WriteMethodology(sheet, indicators, document));
        await AddAsync(words.Release, [12, 24, 24, 60], sheet => WriteReleases(sheet, document));

        Task AddAsync(string name, IEnumerable<double> widths, Action<SheetWriter> write, int frozenRows = 1) => workbook.AddSheetAsync(names.Take(name), xml =>
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
        if (document.IsRestricted)
            sheet.WriteRow(CellStyle.Warning, words.Restricted, "");
        sheet.WriteRow(CellStyle.Plain, document.ProfileName);
        Write(words.AsOf, $"{document.Vintage.ReleaseId}, {words.Published} {ProfileDocumentTexts.InstantText(document.Vintage.PublishedAt)}");
        Write(words.Indicators, $"{document.Indicators.Count()}");
        Write(words.WithFigures, $"{document.WithFigures}");
        Write(words.WithGaps, $"{document.WithGaps}");
        Write(words.NotReported, $"{document.NotReported}");
        Write(words.Reading, words.ReadingText);
        WriteAll(words.ProvidersTitle, document.Providers);
        WriteAll(words.Status, document.Statuses);
        WriteAll(words.Confidentiality, document.ConfidentialityStatuses);

        void WriteAll(string title, IReadOnlyDictionary<string, string> named)
        {
            if (named.Count > 0)
                sheet.WriteRow(CellStyle.Title, title);
            foreach (var (code, name) in named)
                Write(code, name);
        }

        void Write(string label, string text)
        {
            sheet.StartRow();
            sheet.Write(CellStyle.Label, label);
            sheet.Write(CellStyle.Wrapped, text);
            sheet.EndRow();
        }
    }

    private static void WriteYears(SheetWriter sheet, List<ProfileIndicator> indicators, ProfileDocument document)
    {
        var words = document.Words;
        sheet.WriteRow(CellStyle.Header, words.Code, words.Indicator, words.Figure, words.Provider, words.Year, words.Value, words.Status);
        foreach (var (indicator, line) in indicators.SelectMany(indicator => indicator.Lines, (indicator, line) => (indicator, line)))
        {
            foreach (var point in line.Points)
            {
                sheet.StartRow();
                foreach (var text in new[] { indicator.Code, indicator.Name, line.Breakdown.Length > 0 ? line.Breakdown : words.Total, line.Provider })
                    sheet.Write(CellStyle.Wrapped, text);
                sheet.Write(CellStyle.Wrapped, point.Year);
                sheet.WriteValue(point.Value);
                sheet.Write(point.IsRestricted ? CellStyle.Restricted : CellStyle.Wrapped, document.ConfidentialityText(point.ConfidentialityStatus, point.IsRestricted));
                sheet.EndRow();
            }
        }
    }

    private static void WriteMethodology(SheetWriter sheet, List<ProfileIndicator> indicators, ProfileDocument document)
    {
        var words = document.Words;
        var isFirst = true;
        foreach (var (indicator, note) in indicators.SelectMany(indicator => indicator.Methodology, (indicator, note) => (indicator, note)))
        {
            var lines = document.LinesOf(note).ToList();
            if (isFirst)
                sheet.WriteRow(CellStyle.Header, [words.Code, words.Indicator, words.Provider, .. lines.Select(line => line.Name)]);
            isFirst = false;
            sheet.WriteRow(CellStyle.Wrapped, [indicator.Code, indicator.Name, note.Organisation, .. lines.Select(line => line.Text.Text)]);
        }
    }

    private static void WriteReleases(SheetWriter sheet, ProfileDocument document)
    {
        var words = document.Words;
        sheet.WriteRow(CellStyle.Header, words.Release, words.When, words.Who, words.Reason);
        foreach (var release in document.Releases)
            sheet.WriteRow(CellStyle.Wrapped, $"{release.ReleaseId}", ProfileDocumentTexts.InstantText(release.PublishedAt), release.Organisation, release.Reason);
    }
}
