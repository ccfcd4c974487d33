namespace StatExchange.Benchmarks;

/// <summary>What is measured.</summary>
internal enum Scenario
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>Taking in and giving out figures.</summary>
    Throughput,

    /// <summary>Asking as of earlier releases, and what keeping them takes.</summary>
    Vintages,
}
