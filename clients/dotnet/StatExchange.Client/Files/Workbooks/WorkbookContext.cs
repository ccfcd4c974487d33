namespace StatExchange.Client.Files.Workbooks;

/// <summary>What cells of a workbook are read with.</summary>
/// <param name="Texts">The texts that cells share.</param>
/// <param name="Formats">The formats of cells.</param>
/// <param name="CountsFrom1904">Whether days are counted from 1904, as old programs for the Macintosh did.</param>
/// <param name="MaxCellLength">Longest text of a cell, in characters.</param>
/// <param name="Budget">What the file may unpack to.</param>
internal sealed record WorkbookContext(
    SharedTexts Texts, CellFormats Formats, bool CountsFrom1904, int MaxCellLength, UnpackingBudget Budget);
