namespace StatExchange.Client.Files.Workbooks;

/// <summary>The looks of cells that are written; their numbers are their places in <see cref="WorkbookStyles"/>.</summary>
internal enum CellStyle
{
    /// <summary>Plain text.</summary>
    Plain,

    /// <summary>The header that programs read.</summary>
    Concept,

    /// <summary>The header that people read.</summary>
    Header,

    /// <summary>A title.</summary>
    Title,

    /// <summary>Text before a value.</summary>
    Label,

    /// <summary>Text that wraps.</summary>
    Wrapped,

    /// <summary>A number, as a whole one with its thousands apart.</summary>
    Number,

    /// <summary>A number with decimals.</summary>
    Decimal,

    /// <summary>To be filled in with a number.</summary>
    ValueInput,

    /// <summary>To be filled in with a code or text.</summary>
    TextInput,

    /// <summary>Does not apply.</summary>
    NotApplicable,

    /// <summary>Says why something is not there; it wraps.</summary>
    Gap,

    /// <summary>Says of something that it is not public; it wraps.</summary>
    Restricted,

    /// <summary>What must not be overlooked.</summary>
    Warning,
}
