namespace StatExchange.Benchmarks.Vintages;

/// <summary>A step that is measured.</summary>
/// <param name="Releases">Number of releases that the exchange holds.</param>
/// <param name="Name">What it does.</param>
/// <param name="Undone">Observations of the history that it undoes or reports.</param>
/// <param name="RunAsync">Does it.</param>
/// <param name="Expected">What it must read.</param>
internal sealed record VintageStep(int Releases, string Name, long Undone, Func<Task<Checksum>> RunAsync, Checksum Expected)
{
    public const string Raw = "raw COPY out";
    public const string Current = "current";
    public const string Middle = "as of the middle";
    public const string First = "as of the first";
    public const string Changes = "changes since the first";
}
