namespace StatExchange.FunctionalTests.RealData;

/// <summary>The tests that look at the real sources: published once for all of them.</summary>
[CollectionDefinition(nameof(RealSources))]
public sealed class RealSources : ICollectionFixture<RealDataFixture>;
