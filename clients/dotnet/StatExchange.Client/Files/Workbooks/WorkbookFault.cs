namespace StatExchange.Client.Files.Workbooks;

/// <summary>Says why a file as a whole cannot be read as a workbook.</summary>
internal static class WorkbookFault
{
    private const string Expected = "a workbook (.xlsx)";

    /// <summary>The file is no workbook, or one that is not read.</summary>
    public static FileFormatException Refuse(string message, string expected = Expected) => new(message, column: "", expected);

    /// <summary>The file is a workbook, but broken.</summary>
    public static FileFormatException Damaged(string reason) => Refuse(
        $"The workbook is damaged: {reason.TrimEnd('.')}. Open it in the spreadsheet program and save it again.");

    /// <summary>Runs what takes a stranger's file apart: whatever a library throws at what it finds there, the file is damaged.</summary>
    /// <exception cref="FileFormatException">It is.</exception>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (FileFormatException or OutOfMemoryException or OperationCanceledException))
        {
            throw Damaged(exception.Message);
        }
    }
}
