using StatExchange.Client.Files.Workbooks;

namespace StatExchange.Client.Templates;

/// <summary>A column of a chapter's sheet.</summary>
/// <param name="Header">The header that programs read: a concept, or what explains the row.</param>
/// <param name="Name">The header that people read.</param>
/// <param name="Width">Its width in characters.</param>
/// <param name="Write">Writes the cell of a figure.</param>
internal sealed record TemplateColumn(string Header, string Name, double Width, Action<SheetWriter, TemplateRow> Write)
{
    /// <summary>The text of a figure's cell when it may take several lines.</summary>
    public Func<TemplateRow, string> Text { get; init; } = _ => "";

    /// <summary>The codelist of its drop-down; empty for none.</summary>
    public string Codelist { get; init; } = "";

    /// <summary>Whether the drop-down is for the rows of figures too, and not only for those that the office adds.</summary>
    public bool IsFilledIn { get; init; }

    /// <summary>Whether its cells are numbers to be filled in.</summary>
    public bool IsValue { get; init; }

    /// <summary>Whether the office fills it in, in rows that it adds.</summary>
    public bool IsInput { get; init; }

    /// <summary>What rows that the office adds begin with.</summary>
    public string AddedText { get; init; } = "";
}
