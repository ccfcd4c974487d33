namespace StatExchange.Client.Files.Workbooks;

/// <summary>What a sheet of a workbook is for.</summary>
internal enum SheetRole
{
    /// <summary>Its header names no figures; a mapping may know better.</summary>
    Unknown,

    /// <summary>It has figures: its header names the concepts of the data structure.</summary>
    Figures,

    /// <summary>It belongs to a template and explains it.</summary>
    Guide,

    /// <summary>There is nothing on it.</summary>
    Empty,
}
