namespace StatExchange.Server.Methodology;

/// <summary>Where a page of notes ended.</summary>
/// <param name="Organisation">The organisation of its last note.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Version">The version.</param>
internal sealed record MethodologyPosition(string Organisation, string Indicator, int Version);
