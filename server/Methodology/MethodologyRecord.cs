namespace StatExchange.Server.Methodology;

/// <summary>A version of a methodology note as it is stored.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="Content">The note as the contract serializes it, without version and instant.</param>
/// <param name="SavedAt">When it was saved.</param>
internal sealed record MethodologyRecord(string Organisation, string Indicator, int Version, byte[] Content, DateTime SavedAt);
