namespace StatExchange.Client.Files;

/// <summary>A row of a mapping file.</summary>
internal sealed record MappingLine(string Item, string Figures = "", string Concept = "", string Column = "", string Value = "", string Code = "")
{
    public const string Description = "description";
    public const string Repeated = "repeated";
    public const string FiguresItem = "figures";
    public const string Only = "only";
    public const string Component = "component";
    public const string CodeItem = "code";
    public const string Alias = "alias";
    public const string Unused = "unused";

    /// <summary>What Value says of figures whose column is a regular expression.</summary>
    public const string Pattern = "pattern";

    /// <summary>What Code says of rows that are to be left out.</summary>
    public const string LeaveOut = "-";

    /// <summary>
    /// What Code says for no code, as SDMX-CSV writes a dimension that is switched off: the total where the indicator has the breakdown.
    /// </summary>
    public const string NoCode = "~";

    /// <summary>The columns of the file.</summary>
    public static readonly string[] Columns = ["item", "figures", "concept", "column", "value", "code"];

    /// <summary>The row of the file, from 1; 0 before it is written.</summary>
    public int Row { get; init; }

    /// <summary>The cells in the order of <see cref="Columns"/>.</summary>
    public string[] Cells => [Item, Figures, Concept, Column, Value, Code];
}
