namespace StatExchange.Server.Mappings;

/// <summary>A version of a mapping as it is stored.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="MappingId">Identifier within the organisation.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="Content">The mapping as the contract serializes it, without version and instant.</param>
/// <param name="SavedAt">When it was saved.</param>
internal sealed record MappingRecord(string Organisation, string MappingId, int Version, byte[] Content, DateTime SavedAt);
