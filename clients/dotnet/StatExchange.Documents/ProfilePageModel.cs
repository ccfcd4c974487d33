using System.Globalization;
using StatExchange.Client.ProfileDocuments;
using StatExchange.V1;

namespace StatExchange.Documents;

/// <summary>What the template of a page says, as text.</summary>
/// <param name="document">The profile.</param>
/// <param name="styles">The page's styles.</param>
internal sealed class ProfilePageModel(ProfileDocument document, string styles)
{
    public string Styles => styles;

    public ProfileDocument Document => document;

    public ProfileWords Words => document.Words;

    public string PublishedAt => ProfileDocumentTexts.InstantText(document.Vintage.PublishedAt);

    public int IndicatorCount => document.Indicators.Count();

    public IEnumerable<object> Providers => document.Providers.Select(provider => new { Code = provider.Key, Name = provider.Value });

    public IEnumerable<object> Statuses => document.Statuses.Select(status => new { Code = status.Key, Name = status.Value });

    public IEnumerable<object> ConfidentialityStatuses => document.ConfidentialityStatuses.Select(status => new { Code = status.Key, Name = status.Value });

    public IEnumerable<object> Releases => document.Releases.Select(release => new
    {
        Number = release.ReleaseId,
        When = ProfileDocumentTexts.InstantText(release.PublishedAt),
        Who = release.Organisation,
        release.Reason,
    });

    public IEnumerable<object> Chapters => document.AllChapters.Select((chapter, position) => new
    {
        chapter.Name,
        Id = $"chapter-{position + 1}",
        Count = chapter == document.Calculated ? "" : $"{chapter.Indicators.Count(indicator => indicator.HasValue)} / {chapter.Indicators.Count}",
        Indicators = chapter.Indicators.Where(indicator => indicator.Figures.Count > 0 || indicator.Mirrors.Count > 0).Select(OfIndicator),
        Gaps = chapter.Indicators.Where(indicator => indicator.Figures.Count == 0).Select(indicator => new { indicator.Code, indicator.Name, Latest = indicator.LatestYear }),
    });

    private object OfIndicator(ProfileIndicator indicator) => new
    {
        indicator.Code,
        indicator.Name,
        Definition = OfText(indicator.Definition),
        indicator.Formula,
        indicator.Unit,
        Figures = indicator.Figures.Select(OfFigure),
        Further = indicator.FurtherFigures == 0 ? "" : string.Format(CultureInfo.InvariantCulture, Words.Further, indicator.FurtherFigures),
        Chart = ProfileChart.Of(indicator, document.Year),
        Legend = ProfileChart.LegendOf(indicator).Select(line => new { line.Name, line.Colour, line.Dashes }),
        RestrictedPoints = string.Join("; ", indicator.Lines.Where(line => line.Points.Any(point => point.IsRestricted))
            .Select(line => $"{line.Name} {string.Join(", ", line.Points.Where(point => point.IsRestricted).Select(point => point.Year))}")),
        FurtherMirrors = indicator.FurtherMirrors == 0 ? "" : string.Format(CultureInfo.InvariantCulture, Words.Further, indicator.FurtherMirrors),
        Mirrors = indicator.Mirrors.Select(OfMirror),
        Comments = indicator.Figures.Where(figure => !figure.Comment.IsEmpty || figure.Source.Length > 0)
            .GroupBy(figure => (figure.Provider, figure.Comment, figure.Source)).Select(group => new { group.Key.Provider, Comment = OfText(group.Key.Comment), group.Key.Source }),
        Methodology = indicator.Methodology.Select(OfNote),
    };

    private object OfFigure(ProfileFigure figure) => new
    {
        Breakdown = figure.Breakdown.Length > 0 ? figure.Breakdown : Words.Total,
        Value = figure.Value is null ? "—" : Number(figure.Value),
        IsGap = figure.Value is null,
        Status = figure.Status == DataStructureDefinition.NormalStatus ? "" : document.ObservationStatusText(figure.Status),
        Confidentiality = document.ConfidentialityText(figure.ConfidentialityStatus, figure.IsRestricted),
        figure.IsRestricted,
        Incomplete = figure.IsIncomplete ? Words.Incomplete : "",
        figure.Provider,
        Release = figure.Release?.ReleaseId,
    };

    private object OfMirror(ProfileMirror mirror) => new
    {
        mirror.PartnerName,
        mirror.Indicator,
        mirror.IndicatorName,
        mirror.Provider,
        Reported = OfMirrorFigure(mirror.Reported),
        Mirrored = OfMirrorFigure(mirror.Mirrored),
        Test = mirror.Passes switch { null => "", true => Words.Passes, false => Words.Fails },
        Comment = OfText(mirror.Comment),
        Explanations = mirror.Explanations.Select(entry => new { entry.Organisation, Text = OfText(entry.Text), entry.IsPublic }),
    };

    private object OfMirrorFigure(ProfileMirrorFigure figure) => new
    {
        Value = figure.Value is null ? "" : Number(figure.Value),
        Remarks = document.RemarksOn(figure),
        figure.IsRestricted,
    };

    private object OfNote(MethodologyNote note) => new
    {
        note.Organisation,
        Lines = document.LinesOf(note).Where(line => !line.Text.IsEmpty).Select(line => new { line.Name, Text = OfText(line.Text) }),
    };

    // A text in another language than the document's says so: it is to be read aloud and divided in its own.
    private object OfText(ProfileText text) => new { text.Text, Language = text.Language == document.Language ? "" : text.Language };

    // As many decimals as were published; thousands apart by a narrow space that does not break, in either language.
    private static string Number(decimal? value)
    {
        if (value is not { } number)
            return "";
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        (format.NumberGroupSeparator, format.NumberDecimalDigits) = ("\u202f", number.Scale);
        return number.ToString("N", format);
    }
}
