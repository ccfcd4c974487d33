using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>Mappings as the contract shows them.</summary>
internal static class MappingMapping
{
    /// <summary>A mapping.</summary>
    public static StructureMap ToProto(this MappingRecord record)
    {
        var mapping = StructureMap.Parser.ParseFrom(record.Content);
        mapping.Version = record.Version;
        mapping.SavedAt = record.SavedAt.ToTimestamp();
        return mapping;
    }

    /// <summary>What of a mapping is stored, and compared: all but version and instant.</summary>
    public static byte[] ToContent(this StructureMap mapping)
    {
        var content = mapping.Clone();
        (content.Version, content.SavedAt) = (0, null);
        return content.ToByteArray();
    }
}
