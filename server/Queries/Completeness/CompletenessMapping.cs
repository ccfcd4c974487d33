using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Calendar;
using StatExchange.Server.Catalogue;
using StatExchange.V1;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Queries.Completeness;

/// <summary>Completeness as the contract sends it.</summary>
internal sealed class CompletenessMapping(CompletenessPlan plan)
{
    /// <summary>The first message of a call.</summary>
    public StreamCompletenessResponse Beginning(VintageRecord vintage) => new()
    {
        Vintage = vintage.ToProto(),
        AsOfDay = plan.AsOfDay == DateOnly.MinValue ? string.Empty : CalendarDay.ToText(plan.AsOfDay),
        ProfileName = plan.Profile.Names.In(plan.Language),
        ReportingPeriods = { plan.Years.Select(Year) },
        Indicators = { plan.Indicators.Select(entry => ToProto(entry.Indicator)) },
    };

    /// <summary>An area with its cells.</summary>
    /// <param name="area">The area.</param>
    /// <param name="cells">All its cells.</param>
    /// <param name="catalogue">A catalogue that knows their providers.</param>
    public AreaCompleteness ToProto(PlannedArea area, IReadOnlyList<JudgedCell> cells, CatalogueSnapshot catalogue) => new()
    {
        RefArea = area.Code,
        RefAreaName = plan.Catalogue.NameOfArea(area.Code, plan.Language),
        Organisations = { area.Organisations },
        Total = CompletenessScores.Of(cells.Select(cell => cell.Verdict.State)),
        Chapters =
        {
            cells.GroupBy(cell => plan.Indicators[cell.Indicator].Indicator.Part, StringComparer.Ordinal)
                .Select(chapter => CompletenessScores.Of(chapter.Select(cell => cell.Verdict.State), chapter.Key)),
        },
        Cells = { cells.Where(cell => plan.States.Count == 0 || plan.States.Contains(cell.Verdict.State)).Select(cell => ToProto(cell, catalogue)) },
    };

    private CompletenessCell ToProto(JudgedCell cell, CatalogueSnapshot catalogue)
    {
        var (verdict, year) = (cell.Verdict, cell.Verdict.Decisive?.Year);
        return new CompletenessCell
        {
            Indicator = plan.Indicators[cell.Indicator].Indicator.Code,
            ReportingPeriod = Year(cell.Period.Year),
            State = verdict.State,
            DueDate = CalendarDay.ToText(cell.Period.DueDate),
            DaysLate = verdict.DaysLate,
            Provider = verdict.Decisive is { } decisive ? catalogue.CodeOf(decisive.Provider) : string.Empty,
            Freq = year?.Frequency?.Code ?? string.Empty,
            DeliveredAt = verdict.DeliveredAt?.ToTimestamp(),
            ReleaseId = verdict.DeliveredAt is null ? 0 : verdict.Decisive!.SinceReleaseId,
            PartialReason = verdict.State == CompletenessState.Partial ? ReasonOf(year!.Kind) : PartialReason.Unspecified,
            LackingPeriods = { (year?.Lacking ?? []).Select(period => new TimePeriod(year!.Frequency!, period).ToString()) },
            AlsoPublishedBy = { cell.Others.Select(catalogue.CodeOf).Order(StringComparer.Ordinal) },
        };
    }

    private CompletenessIndicator ToProto(Indicator indicator)
    {
        var total = new SeriesKey { Indicator = indicator.Code, Freq = indicator.Freq };
        foreach (var dimension in Dimension.All.Where(dimension => dimension.IsBreakdown))
            dimension.Set(total, indicator.EmptyCode(dimension));
        return new CompletenessIndicator
        {
            Total = total,
            Name = indicator.Names.In(plan.Language),
            Part = indicator.Part,
            UnitMeasure = indicator.UnitMeasure.Code,
            UnitMult = indicator.UnitMult,
        };
    }

    private static PartialReason ReasonOf(CoverageKind kind) => kind switch
    {
        CoverageKind.PeriodsMissing => PartialReason.PeriodsMissing,
        CoverageKind.ValuesMissing => PartialReason.ValuesMissing,
        CoverageKind.OtherFrequency => PartialReason.Frequency,
        _ => PartialReason.TotalMissing,
    };

    private static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
