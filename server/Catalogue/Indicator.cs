using StatExchange.V1;

namespace StatExchange.Server.Catalogue;

/// <summary>An indicator of the catalogue.</summary>
public sealed record Indicator
{
    /// <summary>Code, "BRD_ENTRY_TOT".</summary>
    public required string Code { get; init; }

    /// <summary>Chapter of the profile.</summary>
    public required string Part { get; init; }

    /// <summary>Thematic area.</summary>
    public required string ThematicArea { get; init; }

    /// <summary>Name by language.</summary>
    public required LocalisedText Names { get; init; }

    /// <summary>Definition in English.</summary>
    public required string Definition { get; init; }

    /// <summary>What it measures.</summary>
    public required MeasureKind MeasureKind { get; init; }

    /// <summary>Unit of its figures.</summary>
    public required CodelistCode UnitMeasure { get; init; }

    /// <summary>Exponent of ten its figures are expressed in.</summary>
    public required int UnitMult { get; init; }

    /// <summary>Frequency it is collected at.</summary>
    public required string Freq { get; init; }

    /// <summary>Concepts of the dimensions it may be broken down by.</summary>
    public required IReadOnlySet<string> Breakdowns { get; init; }

    /// <summary>Whether figures of several areas may be put together.</summary>
    public required Aggregation Aggregation { get; init; }

    /// <summary>The indicator that weights it; null when none does.</summary>
    public string? WeightIndicator { get; init; }

    /// <summary>The indicator that records the same movement from the other side; null when none does.</summary>
    public string? MirrorIndicator { get; init; }

    /// <summary>Counts from 1 to this one are not shown to the public; 0 when all are.</summary>
    public int SmallCountThreshold { get; init; }

    /// <summary>The statistical model its definition follows.</summary>
    public required string SourceModel { get; init; }

    /// <summary>What a breakdown that is left empty means: the total where the indicator has it, else that it does not apply.</summary>
    public string EmptyCode(Dimension dimension) => Has(dimension) ? DataStructureDefinition.Total : DataStructureDefinition.NotApplicable;

    /// <summary>Whether its figures may carry a dimension: a mandatory one, or a breakdown it has.</summary>
    public bool Has(Dimension dimension) => !dimension.IsBreakdown || Breakdowns.Contains(dimension.Id);
}
