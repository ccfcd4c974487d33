using Google.Protobuf.Reflection;

namespace StatExchange.V1;

/// <summary>
/// A dimension of the series key, read from the descriptor of <see cref="SeriesKey"/>. Everything that names dimensions
/// (files, tables, rules, filters) goes through this list, so that a new field of the message is all a new dimension takes.
/// </summary>
public sealed class Dimension
{
    private readonly IFieldAccessor _accessor;

    private Dimension(FieldDescriptor field, int position)
    {
        var concept = field.GetOptions().GetExtension(OptionsExtensions.Concept);
        _accessor = field.Accessor;
        Id = concept.Id;
        FieldName = field.Name;
        Codelist = concept.Codelist;
        IsBreakdown = !concept.Mandatory;
        Position = position;
    }

    /// <summary>All dimensions, in the order of the message's field numbers.</summary>
    public static IReadOnlyList<Dimension> All { get; } =
        [.. SeriesKey.Descriptor.Fields.InFieldNumberOrder().Select((field, position) => new Dimension(field, position))];

    /// <summary>The SDMX concept, "REF_AREA".</summary>
    public string Id { get; }

    /// <summary>The field of the message and column of tables, "ref_area".</summary>
    public string FieldName { get; }

    /// <summary>The codelist of its values.</summary>
    public string Codelist { get; }

    /// <summary>Whether it is a breakdown, which an indicator may have or not; otherwise every key states it.</summary>
    public bool IsBreakdown { get; }

    /// <summary>Its place in <see cref="All"/>.</summary>
    public int Position { get; }

    /// <summary>The dimension of a concept.</summary>
    /// <returns>The dimension, or null when the concept is none.</returns>
    public static Dimension? Find(string id) => All.FirstOrDefault(dimension => dimension.Id == id);

    /// <summary>The code a key has for this dimension; empty when not stated.</summary>
    public string Get(SeriesKey key) => (string)_accessor.GetValue(key);

    /// <summary>Sets the code a key has for this dimension.</summary>
    public void Set(SeriesKey key, string code) => _accessor.SetValue(key, code);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
