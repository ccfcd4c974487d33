namespace StatExchange.UnitTests;

/// <summary>Tests that measure what the process allocates: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
public sealed class MeasuredMemory;
