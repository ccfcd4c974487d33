namespace StatExchange.Client.Files.Workbooks;

/// <summary>Why a cell cannot be read.</summary>
internal enum CellFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Its formula was saved without a value.</summary>
    FormulaWithoutValue,

    /// <summary>The spreadsheet program shows an error in it.</summary>
    Error,

    /// <summary>It is longer than any may be.</summary>
    TooLong,
}
