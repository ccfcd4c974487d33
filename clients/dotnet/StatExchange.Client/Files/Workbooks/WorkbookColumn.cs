namespace StatExchange.Client.Files.Workbooks;

/// <summary>A column of a sheet.</summary>
/// <param name="Number">Its number, from 1; 0 for one that every row has though it is not in the sheet.</param>
/// <param name="Header">Its header as it is written.</param>
/// <param name="Constant">What every row has there; null for a column of the sheet.</param>
/// <param name="IsLabelled">Whether a cell may have the code's name behind it: "A: Normal value".</param>
internal sealed record WorkbookColumn(int Number, string Header, string? Constant = null, bool IsLabelled = false);
