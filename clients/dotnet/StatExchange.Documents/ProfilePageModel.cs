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

    public string PublishedAt => Instant(document.Vintage.PublishedAt?.ToDateTime());

    public int IndicatorCount => document.Indicators.Count();

    public int WithFigures => document.Indicators.Count(indicator => indicator.HasValue);

    public int WithGaps => document.Indicators.Count(indicator => !indicator.HasValue && indicator.Figures.Count > 0);

    public int NotReported => document.Indicators.Count(indicator => indicator.Figures.Count == 0);

    public IEnumerable<object> Providers => document.Providers.Select(provider => new { Code = provider.Key, Name = provider.Value });

    public IEnumerable<object> Statuses => document.Statuses.Select(status => new { Code = status.Key, Name = status.Value });

    public IEnumerable<object> Releases => document.Releases.Select(release => new
    {
        Number = release.ReleaseId,
        When = Instant(release.PublishedAt?.ToDateTime()),
        Who = release.Organisation,
        release.Reason,
    });

    public IEnumerable<object> Chapters => (document.Calculated.Indicators.Count > 0 ? document.Chapters.Append(document.Calculated) : document.Chapters).Select((chapter, position) => new
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
        indicator.Definition,
        indicator.Formula,
        indicator.Unit,
        Figures = indicator.Figures.Select(OfFigure),
        Further = indicator.FurtherFigures == 0 ? "" : string.Format(CultureInfo.InvariantCulture, Words.Further, indicator.FurtherFigures),
        Chart = ProfileChart.Of(indicator, document.Year),
        Legend = ProfileChart.LegendOf(indicator).Select(line => new { line.Name, line.Colour }),
        FurtherMirrors = indicator.FurtherMirrors == 0 ? "" : string.Format(CultureInfo.InvariantCulture, Words.Further, indicator.FurtherMirrors),
        Mirrors = indicator.Mirrors.Select(mirror => new
        {
            mirror.PartnerName,
            mirror.Indicator,
            mirror.IndicatorName,
            mirror.Provider,
            Reported = Number(mirror.Reported),
            Mirrored = Number(mirror.Mirrored),
            Test = mirror.Passes switch { null => "", true => Words.Passes, false => Words.Fails },
            mirror.Comment,
            mirror.Explanations,
        }),
        Comments = indicator.Figures.Where(figure => figure.Comment.Length > 0 || figure.Source.Length > 0)
            .GroupBy(figure => (figure.Provider, figure.Comment, figure.Source)).Select(group => new { group.Key.Provider, group.Key.Comment, group.Key.Source }),
        Methodology = indicator.Methodology.Select(OfNote),
    };

    private object OfFigure(ProfileFigure figure) => new
    {
        Breakdown = figure.Breakdown.Length > 0 ? figure.Breakdown : Words.Total,
        Value = figure.Value is null ? "—" : Number(figure.Value),
        IsGap = figure.Value is null,
        Status = figure.Status == 'A' ? "" : $"{figure.Status}: {document.Statuses.GetValueOrDefault($"{figure.Status}")}",
        Incomplete = figure.IsIncomplete ? Words.Incomplete : "",
        figure.Provider,
        Release = figure.Release?.ReleaseId,
    };

    private object OfNote(MethodologyNote note)
    {
        var lines = new[]
        {
            (Words.Definition, note.Definition), (Words.CountingRules, note.CountingRules), (Words.Deviations, note.Deviations), (Words.Coverage, note.Coverage), (Words.Source, note.Source),
        };
        return new
        {
            note.Organisation,
            Lines = lines.Where(line => line.Item2.Count > 0)
                .Select(line => new { Name = line.Item1, Text = line.Item2.TryGetValue(document.Language, out var text) || line.Item2.TryGetValue("en", out text) ? text : line.Item2.Values.First() }),
        };
    }

    private static string Instant(DateTime? instant) => instant?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";

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
