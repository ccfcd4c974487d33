namespace StatExchange.FunctionalTests.Vintages;

/// <summary>What a release made of an observation.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Made">The observation; null when it was deleted.</param>
internal sealed record Version(long ReleaseId, Cell? Made);
