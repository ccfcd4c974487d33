namespace StatExchange.Client.Files;

/// <summary>
/// A file that is no table at all, or no SDMX-CSV and not to be read by a mapping. Faults of its header and rows are no exceptions but
/// travel with the series and become findings.
/// </summary>
public sealed class FileFormatException : Exception
{
    internal FileFormatException(string message, string column, string expected)
        : base(message)
    {
        Column = column;
        Expected = expected;
    }

    /// <summary>The first column, when it is that by which the file is no SDMX-CSV; empty otherwise.</summary>
    public string Column { get; }

    /// <summary>What was expected instead.</summary>
    public string Expected { get; }
}
