namespace StatExchange.Client.Files.Workbooks;

/// <summary>Whether people see a sheet.</summary>
internal enum SheetState
{
    /// <summary>They do.</summary>
    Visible,

    /// <summary>They can show it.</summary>
    Hidden,

    /// <summary>Only a program can show it.</summary>
    VeryHidden,
}
