namespace StatExchange.Server.Database.Figures;

/// <summary>An entry of the history of a series.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Columns">What it replaced: the attributes, and the observations that it changed, removed or added, as they were.</param>
internal sealed record ReplacedColumns(long ReleaseId, SeriesColumns Columns);
