using System.Globalization;
using StatExchange.Client.Files.Workbooks;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>The sheet of what partners publish: a row a partner.</summary>
internal static class ProfileMirrorRows
{
    /// <summary>Widths of its columns.</summary>
    public static IReadOnlyList<double> Widths { get; } = [18, 44, 24, 18, 16, 30, 16, 30, 12, 14, 60];

    /// <summary>Writes it.</summary>
    public static void Write(SheetWriter sheet, IReadOnlyList<ProfileIndicator> indicators, ProfileDocument document)
    {
        var words = document.Words;
        sheet.WriteRow(
            CellStyle.Header, words.Code, words.Indicator, words.Partner, $"{words.Code} ({words.Mirrored})", words.Reported, $"{words.Status} ({words.Reported})", words.Mirrored,
            $"{words.Status} ({words.Mirrored})", words.Test, words.Provider, words.Comments);
        foreach (var indicator in indicators)
        {
            foreach (var mirror in indicator.Mirrors)
                Write(sheet, indicator, mirror, document);
            if (indicator.FurtherMirrors > 0)
                sheet.WriteRow(CellStyle.Wrapped, indicator.Code, string.Format(CultureInfo.InvariantCulture, words.Further, indicator.FurtherMirrors));
        }
    }

    private static void Write(SheetWriter sheet, ProfileIndicator indicator, ProfileMirror mirror, ProfileDocument document)
    {
        var words = document.Words;
        sheet.StartRow();
        foreach (var text in new[] { indicator.Code, indicator.Name, mirror.PartnerName, mirror.Indicator })
            sheet.Write(CellStyle.Wrapped, text);
        Write(sheet, mirror.Reported, document);
        Write(sheet, mirror.Mirrored, document);
        sheet.Write(CellStyle.Wrapped, mirror.Passes switch { null => "", true => words.Passes, false => words.Fails });
        sheet.Write(CellStyle.Wrapped, mirror.Provider);
        var notes = mirror.Explanations.Select(entry => $"{entry.Organisation}{(entry.IsPublic ? "" : $" ({words.BetweenSides})")}: {entry.Text.Text}")
            .Prepend(mirror.Comment.IsEmpty ? "" : $"{mirror.Provider}: {mirror.Comment.Text}").Where(note => note.Length > 0);
        sheet.Write(mirror.Explanations.Any(entry => !entry.IsPublic) ? CellStyle.Restricted : CellStyle.Wrapped, string.Join('\n', notes));
        sheet.EndRow();
    }

    private static void Write(SheetWriter sheet, ProfileMirrorFigure figure, ProfileDocument document)
    {
        sheet.WriteValue(figure.Value);
        sheet.Write(figure.IsRestricted ? CellStyle.Restricted : figure.Value is null ? CellStyle.Gap : CellStyle.Wrapped, document.RemarksOn(figure));
    }
}
