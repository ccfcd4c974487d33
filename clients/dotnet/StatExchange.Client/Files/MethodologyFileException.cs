namespace StatExchange.Client.Files;

/// <summary>A file that has no methodology notes to read; it names every fault of the file at once.</summary>
public sealed class MethodologyFileException : Exception
{
    internal MethodologyFileException(IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>What is wrong, each with its row, in the order of the rows.</summary>
    public IReadOnlyList<string> Faults { get; }
}
