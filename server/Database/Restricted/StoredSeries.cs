using StatExchange.Server.Database.Figures;

namespace StatExchange.Server.Database.Restricted;

/// <summary>A series of a table that a release touched: what is stored of it, and what the release makes of it.</summary>
/// <param name="SeriesId">Its id.</param>
/// <param name="Key">Ids of its codes, in the order of the dimensions.</param>
/// <param name="FirstReleaseId">The release that it began with; that under way when it is new.</param>
internal sealed record StoredSeries(long SeriesId, int[] Key, long FirstReleaseId)
{
    /// <summary>What everybody sees of it; null when it is new.</summary>
    public SeriesColumns? Shown { get; init; }

    /// <summary>Its true figures, when some are restricted; else null.</summary>
    public SeriesColumns? Restricted { get; init; }

    /// <summary>What the release makes of the true figures; null when it leaves them.</summary>
    public SeriesColumns? Merged { get; init; }

    /// <summary>What the release replaces of the true figures; null when it leaves them, or the series is new.</summary>
    public SeriesColumns? Replaced { get; init; }

    /// <summary>What each release replaced for everybody, the latest first.</summary>
    public List<ReplacedColumns> ShownHistory { get; } = [];

    /// <summary>What each release replaced of the true figures, the latest first, when some are restricted.</summary>
    public List<ReplacedColumns> RestrictedHistory { get; } = [];

    /// <summary>The true figures as they are going to be; what is not restricted is true as everybody sees it.</summary>
    public SeriesColumns Next => Merged ?? Restricted ?? Shown!;

    /// <summary>The series for the protector.</summary>
    /// <param name="releaseId">The release under way.</param>
    public ProtectedSeries ToProtected(long releaseId)
    {
        var history = Restricted is null ? ShownHistory : RestrictedHistory;
        if (Replaced is not null)
            history = [new ReplacedColumns(releaseId, Replaced), .. history];
        return new ProtectedSeries(
            SeriesId, Key, Next, SeriesVintages.Of(Next, FirstReleaseId, history),
            Restricted is null ? null : SeriesVintages.Of(Shown!, FirstReleaseId, ShownHistory));
    }
}
