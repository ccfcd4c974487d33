using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Reads the rows of a file into groups.</summary>
/// <param name="columns">Number of cells each row must have.</param>
internal abstract class RowReader(int columns)
{
    /// <summary>Adds the current record to a window.</summary>
    public void Read(FileRecords record, SeriesWindow window)
    {
        if (record.RowFault is { } fault)
            window.AddFault(fault);
        else if (IsBlank(record))
            return;
        else if (record.Count != columns)
            window.AddFault(new SourceFault { Rule = FindingRule.RowUnreadable, Sheet = record.Sheet, Row = record.Row, Text = record.RawText() });
        else
            ReadCells(record, window);
    }

    /// <summary>Adds the current record, whose cells can be read.</summary>
    protected abstract void ReadCells(FileRecords record, SeriesWindow window);

    /// <summary>Spreadsheets leave rows without any content behind.</summary>
    private static bool IsBlank(FileRecords record)
    {
        for (var column = 0; column < record.Count; column++)
        {
            if (!record[column].IsEmpty)
                return false;
        }

        return true;
    }
}
