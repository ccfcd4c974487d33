using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>An indicator of a profile with what is published of it.</summary>
public sealed record ProfileIndicator
{
    /// <summary>Its code, "BRD_ENTRY_TOT".</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its definition.</summary>
    public required ProfileText Definition { get; init; }

    /// <summary>How it is calculated from others, as in the catalogue; empty for what is reported.</summary>
    public string Formula { get; init; } = "";

    /// <summary>The unit of its figures with its multiplier, "Persons, thousands".</summary>
    public required string Unit { get; init; }

    /// <summary>
    /// The figures and stated gaps of the year: the total first, then partner areas by their size, then other breakdowns; each provider's by itself.
    /// </summary>
    public required IReadOnlyList<ProfileFigure> Figures { get; init; }

    /// <summary>How many more figures of the year there are: partner areas beyond the largest, and breakdowns by several dimensions at once.</summary>
    public required int FurtherFigures { get; init; }

    /// <summary>What there is of it over the years, for charts: the total, or else the largest partner areas.</summary>
    public required IReadOnlyList<ProfileLine> Lines { get; init; }

    /// <summary>What partners publish of the same migration in the year.</summary>
    public required IReadOnlyList<ProfileMirror> Mirrors { get; init; }

    /// <summary>How many more of these there are than are shown.</summary>
    public required int FurtherMirrors { get; init; }

    /// <summary>How the providers of its figures make them.</summary>
    public required IReadOnlyList<MethodologyNote> Methodology { get; init; }

    /// <summary>The latest year before with a figure; null when there is none. Of use where the year has none.</summary>
    public required int? LatestYear { get; init; }

    /// <summary>Whether the year has a figure with a value.</summary>
    public bool HasValue => Figures.Any(figure => figure.Value is not null);

    /// <summary>Whether anything of it is not public.</summary>
    public bool IsRestricted => Figures.Any(figure => figure.IsRestricted) || Lines.Any(line => line.Points.Any(point => point.IsRestricted)) || Mirrors.Any(mirror => mirror.IsRestricted);
}
