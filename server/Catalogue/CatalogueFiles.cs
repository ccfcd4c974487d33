using StatExchange.Server.Catalogue.Derived;

namespace StatExchange.Server.Catalogue;

/// <summary>What the data files say, checked against each other but not yet known to the database.</summary>
/// <param name="Version">Changes whenever a file does.</param>
/// <param name="Codelists">Rows of codelists.csv.</param>
/// <param name="Codes">Rows of codelists/*.csv, and a code for each indicator.</param>
/// <param name="Indicators">Rows of indicators.csv.</param>
/// <param name="Profiles">Rows of profiles.csv, with those of profile_indicators.csv.</param>
/// <param name="Members">Rows of area_group_members.csv.</param>
/// <param name="ValidationRules">Rows of validation_rules.csv.</param>
/// <param name="Schedules">Rows of profile_schedules.csv.</param>
/// <param name="Obligations">Rows of delivery_obligations.csv.</param>
/// <param name="DerivedIndicators">Rows of derived_indicators.csv.</param>
internal sealed record CatalogueFiles(
    string Version,
    IReadOnlyList<CatalogueFiles.CodelistRow> Codelists,
    IReadOnlyList<CatalogueFiles.CodeRow> Codes,
    IReadOnlyList<CatalogueFiles.IndicatorRow> Indicators,
    IReadOnlyList<CatalogueFiles.ProfileRow> Profiles,
    IReadOnlyList<CatalogueFiles.MemberRow> Members,
    IReadOnlyList<CatalogueFiles.RuleRow> ValidationRules,
    IReadOnlyList<CatalogueFiles.ScheduleRow> Schedules,
    IReadOnlyList<CatalogueFiles.ObligationRow> Obligations,
    IReadOnlyList<DerivedRow> DerivedIndicators)
{
    /// <summary>A codelist.</summary>
    public sealed record CodelistRow(long Line, string Id, string Version, LocalisedText Names, string Source);

    /// <summary>A code.</summary>
    public sealed record CodeRow(
        long Line, string Codelist, string Code, string? Parent, LocalisedText Names, DateOnly? ValidFrom, DateOnly? ValidTo,
        IReadOnlyList<string> Aliases);

    /// <summary>An indicator.</summary>
    public sealed record IndicatorRow(
        long Line, string Code, string Part, string ThematicArea, LocalisedText Names, string Definition, string MeasureKind,
        string UnitMeasure, int UnitMult, string Freq, IReadOnlyList<string> Breakdowns, string Aggregation,
        string? WeightIndicator, string? MirrorIndicator, string SourceModel, int SmallCountThreshold);

    /// <summary>A profile.</summary>
    public sealed record ProfileRow(
        long Line, string Id, LocalisedText Names, string Freq, string Description, IReadOnlyList<string> Indicators);

    /// <summary>A membership.</summary>
    public sealed record MemberRow(long Line, string AreaGroup, string Area, DateOnly? ValidFrom, DateOnly? ValidTo);

    /// <summary>A rule.</summary>
    public sealed record RuleRow(long Line, ValidationRule Rule);

    /// <summary>A schedule.</summary>
    public sealed record ScheduleRow(long Line, ProfileSchedule Schedule);

    /// <summary>An obligation.</summary>
    public sealed record ObligationRow(long Line, DeliveryObligation Obligation);
}
