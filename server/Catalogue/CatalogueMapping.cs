using System.Globalization;
using StatExchange.V1;

namespace StatExchange.Server.Catalogue;

/// <summary>The catalogue as the contract shows it.</summary>
internal static class CatalogueMapping
{
    /// <summary>A codelist without its codes.</summary>
    public static V1.Codelist ToProto(this Codelist codelist) => new()
    {
        Id = codelist.Id,
        Version = codelist.Version,
        Names = { codelist.Names.ToProto() },
        Source = codelist.Source,
        CodeCount = codelist.Codes.Count,
    };

    /// <summary>A code.</summary>
    public static Code ToProto(this CodelistCode code) => new()
    {
        Code_ = code.Code,
        Parent = code.Parent ?? string.Empty,
        Names = { code.Names.ToProto() },
        ValidFrom = ToText(code.ValidFrom),
        ValidTo = ToText(code.ValidTo),
    };

    /// <summary>An indicator with the profiles it belongs to.</summary>
    public static V1.Indicator ToProto(this Indicator indicator, IEnumerable<Profile> profiles) => new()
    {
        Code = indicator.Code,
        Part = indicator.Part,
        ThematicArea = indicator.ThematicArea,
        Names = { indicator.Names.ToProto() },
        Definitions = { ["en"] = indicator.Definition },
        MeasureKind = indicator.MeasureKind,
        UnitMeasure = indicator.UnitMeasure.Code,
        UnitMult = indicator.UnitMult,
        Freq = indicator.Freq,
        Breakdowns = { Dimension.All.Where(dimension => indicator.Breakdowns.Contains(dimension.Id)).Select(dimension => dimension.Id) },
        Aggregation = indicator.Aggregation,
        WeightIndicator = indicator.WeightIndicator ?? string.Empty,
        MirrorIndicator = indicator.MirrorIndicator ?? string.Empty,
        SourceModel = indicator.SourceModel,
        SmallCountThreshold = indicator.SmallCountThreshold,
        Profiles = { profiles.Where(profile => profile.Indicators.Contains(indicator.Code)).Select(profile => profile.Id) },
    };

    /// <summary>A derived indicator.</summary>
    public static V1.DerivedIndicator ToProto(this Derived.DerivedIndicator indicator) => new()
    {
        Code = indicator.Code,
        Names = { indicator.Names.ToProto() },
        Definitions = { ["en"] = indicator.Definition },
        UnitMeasure = indicator.UnitMeasure,
        UnitMult = indicator.UnitMult,
        Decimals = indicator.Decimals,
        Formula = indicator.Formula,
        Indicators = { indicator.Expanded.Terms.Select(term => term.Indicator).Distinct(StringComparer.Ordinal) },
    };

    /// <summary>A profile.</summary>
    public static V1.Profile ToProto(this Profile profile) => new()
    {
        Id = profile.Id,
        Names = { profile.Names.ToProto() },
        Freq = profile.Freq,
        Description = profile.Description,
        Indicators = { profile.Indicators },
    };

    /// <summary>An area group with its members.</summary>
    public static V1.AreaGroup ToProto(this AreaGroup group) => new()
    {
        Code = group.Code.Code,
        Names = { group.Code.Names.ToProto() },
        Members =
        {
            group.Members.Select(member => new V1.AreaGroupMember
            {
                Area = member.Area.Code,
                ValidFrom = ToText(member.ValidFrom),
                ValidTo = ToText(member.ValidTo),
            }),
        },
    };

    /// <summary>A validation rule.</summary>
    public static V1.ValidationRule ToProto(this ValidationRule rule) => new()
    {
        Id = rule.Id,
        Type = rule.Type,
        Level = rule.Level,
        Severity = rule.Severity,
        Kind = rule.Kind,
        BuiltIn = rule.BuiltIn,
        Parameters = { new Dictionary<string, string>(rule.Parameters, StringComparer.Ordinal) },
        Names = { rule.Names.ToProto() },
        Messages = { rule.Messages.ToProto() },
        Remedies = { rule.Remedies.ToProto() },
    };

    private static Dictionary<string, string> ToProto(this LocalisedText text) => new(text.ByLanguage, StringComparer.Ordinal);

    private static string ToText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;
}
