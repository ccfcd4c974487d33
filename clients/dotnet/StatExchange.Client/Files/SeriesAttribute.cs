using Google.Protobuf.Reflection;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>An attribute of whole series, read from the descriptor of <see cref="Series"/> as dimensions are from their message.</summary>
internal sealed class SeriesAttribute
{
    private readonly IFieldAccessor _accessor;
    private readonly bool _hasPresence;

    private SeriesAttribute(FieldDescriptor field, Concept concept, int position)
    {
        _accessor = field.Accessor;
        _hasPresence = field.HasPresence;
        Id = concept.Id;
        Position = position;
        IsCoded = concept.Codelist.Length > 0;
        IsInteger = field.FieldType == FieldType.Int32;
        IsDecimals = field.FieldNumber == Series.DecimalsFieldNumber;
    }

    /// <summary>All of them, in the order of the message's field numbers.</summary>
    public static IReadOnlyList<SeriesAttribute> All { get; } =
    [
        .. Series.Descriptor.Fields.InFieldNumberOrder()
            .Select(field => (Field: field, Concept: field.GetOptions()?.GetExtension(OptionsExtensions.Concept)))
            .Where(pair => pair.Concept?.Role == ConceptRole.SeriesAttribute)
            .Select((pair, position) => new SeriesAttribute(pair.Field, pair.Concept!, position)),
    ];

    /// <summary>The SDMX concept, "UNIT_MEASURE".</summary>
    public string Id { get; }

    /// <summary>Its place in <see cref="All"/>.</summary>
    public int Position { get; }

    /// <summary>Whether a codelist enumerates its values.</summary>
    public bool IsCoded { get; }

    /// <summary>Whether its values are integers.</summary>
    public bool IsInteger { get; }

    /// <summary>Whether it is the number of decimals, which the values of a series are scaled by.</summary>
    public bool IsDecimals { get; }

    /// <summary>The attribute of a concept.</summary>
    /// <returns>The attribute, or null when the concept is none.</returns>
    public static SeriesAttribute? Find(string id) => All.FirstOrDefault(attribute => attribute.Id == id);

    /// <summary>The value as files write it; empty when not stated.</summary>
    public string Get(Series series) => _hasPresence && !_accessor.HasValue(series)
        ? ""
        : Convert.ToString(_accessor.GetValue(series), System.Globalization.CultureInfo.InvariantCulture)!;

    /// <summary>Sets a text.</summary>
    public void Set(Series series, string value) => _accessor.SetValue(series, value);

    /// <summary>Sets an integer.</summary>
    public void Set(Series series, int value) => _accessor.SetValue(series, value);
}
