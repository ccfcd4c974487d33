namespace StatExchange.Client.Files;

/// <summary>A mapping file that is no mapping; it names every fault of the file at once.</summary>
public sealed class MappingFileException : Exception
{
    internal MappingFileException(IReadOnlyList<MappingFileFault> faults)
        : base(string.Join(Environment.NewLine, faults.OrderBy(fault => fault.Row).Select(fault => $"Row {fault.Row}: {fault.Message}")))
    {
        Faults = [.. faults.OrderBy(fault => fault.Row)];
    }

    /// <summary>The faults, in the order of their rows.</summary>
    public IReadOnlyList<MappingFileFault> Faults { get; }
}
