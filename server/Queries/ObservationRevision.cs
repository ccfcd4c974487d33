using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Figures;
using StatExchange.V1;

namespace StatExchange.Server.Queries;

/// <summary>What a release made of one observation.</summary>
/// <param name="Period">Ordinal of the period.</param>
/// <param name="ReleaseId">The release.</param>
/// <param name="ReplacedBy">The release that replaced it; 0 while it stands, and for a deletion.</param>
/// <param name="Made">The observation alone, with the attributes of the release; null when it was deleted.</param>
internal sealed record ObservationRevision(int Period, long ReleaseId, long ReplacedBy, SeriesColumns? Made)
{
    /// <summary>The revisions of a vintage.</summary>
    public static IEnumerable<ObservationRevision> Of(VintageColumns vintage) => vintage.Made.Periods
        .Select((period, position) => new ObservationRevision(period, vintage.ReleaseId, vintage.ReplacedBy[position], vintage.Made.At([position])))
        .Concat(vintage.Deleted.Select(period => new ObservationRevision(period, vintage.ReleaseId, 0, null)));

    /// <summary>The revision as the contract shows it.</summary>
    public Revision ToProto(
        int[] dimensionIds, SeriesMapping mapping, IReadOnlyDictionary<long, ReleaseRecord> releases, ILookup<long, JustificationRecord> justifications)
    {
        var frequency = mapping.FrequencyOf(dimensionIds);
        return new Revision
        {
            Period = new TimePeriod(frequency, Period).ToString(),
            Series = Made is null ? null : mapping.ToProto(dimensionIds, Made),
            Release = releases[ReleaseId].ToNote(),
            ReplacedBy = ReplacedBy == 0 ? null : releases[ReplacedBy].ToNote(),
            Justifications =
            {
                justifications[ReleaseId].Where(one => Made is not null && (one.Period is null || one.Period == Period))
                    .Select(one => QueryMapping.ToProto(one, frequency)),
            },
        };
    }
}
