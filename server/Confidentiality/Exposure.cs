namespace StatExchange.Server.Confidentiality;

/// <summary>A hidden value that anybody could calculate.</summary>
/// <param name="Levers">The values on show that the calculation takes; without one of them it fails.</param>
internal sealed record Exposure(IReadOnlyList<TableValue> Levers);
