namespace StatExchange.Client.Files;

/// <summary>A version of SDMX-CSV.</summary>
public enum SdmxCsvVersion
{
    /// <summary>1.0: the first column is DATAFLOW; no actions.</summary>
    Csv10,

    /// <summary>2.0 (SDMX 3.0): STRUCTURE, STRUCTURE_ID, ACTION.</summary>
    Csv20,

    /// <summary>2.1 (SDMX 3.1): as 2.0, with the action merge.</summary>
    Csv21,
}
