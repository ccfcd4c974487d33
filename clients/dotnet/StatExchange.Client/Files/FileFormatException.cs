namespace StatExchange.Client.Files;

/// <summary>
/// A file that is no SDMX-CSV of this dataflow as a whole: what is wrong holds for every row of it. Faults of single rows are no
/// exceptions but travel with the series and become findings.
/// </summary>
public sealed class FileFormatException : Exception
{
    internal FileFormatException(string message, string column, string expected)
        : base(message)
    {
        Column = column;
        Expected = expected;
    }

    /// <summary>The column that is missing, unknown or there twice; empty when it is not about one column.</summary>
    public string Column { get; }

    /// <summary>What was expected instead.</summary>
    public string Expected { get; }
}
