namespace StatExchange.Client.Files.Workbooks;

/// <summary>A part of a workbook.</summary>
/// <param name="Uri">Where it is.</param>
/// <param name="Id">The name that the workbook gives it; empty when it needs none.</param>
internal sealed record WorkbookPart(Uri Uri, string Id);
