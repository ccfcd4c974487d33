using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Something read from a file: a piece of a series, or a fault of the file itself.</summary>
/// <param name="Series">The piece of a series; null for a fault.</param>
/// <param name="Fault">The fault; null for a piece of a series.</param>
public sealed record FileContent(StagedSeries? Series, SourceFault? Fault);
