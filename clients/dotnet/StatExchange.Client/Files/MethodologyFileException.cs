namespace StatExchange.Client.Files;

/// <summary>A file that has no methodology notes to read or to save; it names every fault of the file at once.</summary>
public sealed class MethodologyFileException : Exception
{
    internal MethodologyFileException(IReadOnlyList<MethodologyFileFault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>What is wrong, in the order of the rows.</summary>
    public IReadOnlyList<MethodologyFileFault> Faults { get; }
}
