using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using StatExchange.Server.Catalogue;
using StatExchange.V1;

namespace StatExchange.Server.Calendar;

/// <summary>The calendar as the contract shows it.</summary>
internal static class CalendarMapping
{
    /// <summary>A delivery.</summary>
    public static Delivery ToProto(this DeliveryState state, CatalogueSnapshot catalogue, string language)
    {
        var obligation = state.Expected.Obligation;
        return new Delivery
        {
            Profile = obligation.Profile,
            ProfileName = catalogue.NameOfProfile(obligation.Profile, language),
            ReportingPeriod = Year(state.Expected.Period),
            Organisation = obligation.Organisation,
            OrganisationName = catalogue.NameOfOrganisation(obligation.Organisation, language),
            RefArea = obligation.RefArea,
            RefAreaName = catalogue.NameOfArea(obligation.RefArea, language),
            DueDate = CalendarDay.ToText(state.Expected.DueDate),
            Status = state.Status,
            DeliveredAt = state.Record is { } record ? Timestamp.FromDateTime(record.PublishedAt) : null,
            ReleaseId = state.Record?.ReleaseId ?? 0,
            DaysLate = state.DaysLate,
        };
    }

    /// <summary>Punctuality of a group, or with empty code and name of all.</summary>
    public static Punctuality ToProto(this PunctualitySummary summary, string code = "", string name = "")
    {
        var punctuality = new Punctuality
        {
            Code = code,
            Name = name,
            Due = summary.Due,
            DeliveredInTime = summary.InTime,
            DeliveredLate = summary.Late,
            Overdue = summary.Overdue,
            AverageDelayDays = summary.AverageDelay,
            MaximalDelayDays = summary.MaximalDelay,
        };
        if (summary.ShareInTime is { } share)
            punctuality.ShareInTime = share;
        return punctuality;
    }

    /// <summary>A schedule.</summary>
    public static V1.ProfileSchedule ToProto(this Catalogue.ProfileSchedule schedule) => new()
    {
        Profile = schedule.Profile,
        FirstPeriod = Year(schedule.FirstPeriod),
        EveryYears = schedule.EveryYears,
        UnlessProfile = schedule.UnlessProfile ?? string.Empty,
        DueMonths = schedule.DueMonths,
        NoticeDays = schedule.NoticeDays,
        ValidFrom = CalendarDay.ToText(schedule.ValidFrom),
        ValidTo = CalendarDay.ToText(schedule.ValidTo),
    };

    /// <summary>An obligation.</summary>
    public static V1.DeliveryObligation ToProto(this Catalogue.DeliveryObligation obligation) => new()
    {
        Organisation = obligation.Organisation,
        Profile = obligation.Profile,
        RefArea = obligation.RefArea,
        AreaGroup = obligation.AreaGroup ?? string.Empty,
        FirstPeriod = Year(obligation.FirstPeriod),
        LastPeriod = obligation.LastPeriod is { } last ? Year(last) : string.Empty,
    };

    /// <summary>The name of a profile.</summary>
    public static string NameOfProfile(this CatalogueSnapshot catalogue, string profile, string language) =>
        catalogue.Profiles.First(known => known.Id == profile).Names.In(language);

    /// <summary>The name of an organisation.</summary>
    public static string NameOfOrganisation(this CatalogueSnapshot catalogue, string organisation, string language) =>
        catalogue.Codelist("CL_ORGANISATION").Find(organisation)!.Names.In(language);

    /// <summary>The name of an area.</summary>
    public static string NameOfArea(this CatalogueSnapshot catalogue, string area, string language) =>
        catalogue.Codelist("CL_AREA").Find(area)!.Names.In(language);

    private static string Year(int period) => period.ToString("D4", CultureInfo.InvariantCulture);
}
