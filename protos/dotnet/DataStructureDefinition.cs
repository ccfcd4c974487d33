namespace StatExchange.V1;

/// <summary>
/// The data structure definition that the contract's descriptors state: the concepts in the order files have their columns.
/// </summary>
public static class DataStructureDefinition
{
    /// <summary>The dataflow that is exchanged, as files name it.</summary>
    public const string Dataflow = "PPMO:MIGRATION_PROFILE(1.0)";

    /// <summary>The data structure definition of the dataflow.</summary>
    public const string DataStructure = "PPMO:DSD_MIGRATION_PROFILE(1.0)";

    /// <summary>The code for the total of a breakdown.</summary>
    public const string Total = "_T";

    /// <summary>The code for a breakdown that does not apply.</summary>
    public const string NotApplicable = "_Z";

    /// <summary>The observation status of an observation that states none: normal.</summary>
    public const char NormalStatus = 'A';

    /// <summary>The confidentiality status of an observation that states none: free.</summary>
    public const char FreeStatus = 'F';

    /// <summary>Stands for "not stated" in the status columns of uploads.</summary>
    public const char NotStated = '.';

    /// <summary>The most decimals a value may have.</summary>
    public const int MaxDecimals = 15;

    private static readonly ConceptRole[] ColumnOrder =
    [
        ConceptRole.Dimension, ConceptRole.TimeDimension, ConceptRole.Measure,
        ConceptRole.ObservationAttribute, ConceptRole.SeriesAttribute,
    ];

    /// <summary>
    /// All concepts: dimensions in the order of the key, then the period, the value, and the attributes of observations and series.
    /// </summary>
    public static IReadOnlyList<Concept> Concepts { get; } =
    [
        .. new[] { SeriesKey.Descriptor, Series.Descriptor }
            .SelectMany(message => message.Fields.InFieldNumberOrder())
            .Select(field => field.GetOptions()?.GetExtension(OptionsExtensions.Concept))
            .OfType<Concept>()
            .OrderBy(concept => Array.IndexOf(ColumnOrder, concept.Role)),
    ];

    /// <summary>Whether an observation of this status goes without a value: H, L, M, O and Q. All others have one.</summary>
    public static bool ForbidsValue(char observationStatus) => observationStatus is 'H' or 'L' or 'M' or 'O' or 'Q';
}
