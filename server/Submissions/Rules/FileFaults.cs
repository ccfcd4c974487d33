using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Makes findings of what is wrong with a file itself, which only the client that reads it can see.</summary>
internal sealed class FileFaults(CatalogueSnapshot catalogue)
{
    private static readonly FindingRule[] OnFiles =
    [
        FindingRule.RowUnreadable, FindingRule.ColumnMissing, FindingRule.ColumnUnknown, FindingRule.ColumnRepeated, FindingRule.CellTooLong,
        FindingRule.FileEmpty, FindingRule.WorkbookMacros, FindingRule.FormulaWithoutValue, FindingRule.MergedCells,
        FindingRule.HiddenSheet, FindingRule.SheetNotRead, FindingRule.SpreadsheetError,
    ];

    /// <summary>The finding of a fault.</summary>
    /// <exception cref="ExchangeException">It is none that a client may report.</exception>
    public FindingRecord ToFinding(SourceFault fault, int batch, string path)
    {
        if (!OnFiles.Contains(fault.Rule))
            throw ExchangeException.InvalidField($"{path}.rule", $"{fault.Rule} is no rule on files");
        return new FindingRecord
        {
            Rule = fault.Rule,
            Severity = catalogue.BuiltInRule(fault.Rule).Severity,
            Batch = batch,
            Row = Math.Max(0, fault.Row),
            Key = "{}",
            Period = string.Empty,
            Concept = PieceFindings.Quote(fault.Concept),
            Value = PieceFindings.Quote(fault.Text),
            Expected = PieceFindings.Quote(fault.Expected),
            Sheet = fault.Sheet.Length > 0 ? PieceFindings.Quote(fault.Sheet) : null,
            ValueColumn = fault.Column > 0 ? fault.Column : null,
        };
    }
}
