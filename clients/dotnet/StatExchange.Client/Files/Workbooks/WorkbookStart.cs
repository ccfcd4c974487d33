namespace StatExchange.Client.Files.Workbooks;

/// <summary>Tells by the first bytes of a file whether it may be a workbook.</summary>
internal static class WorkbookStart
{
    private const int Length = 8;

    private static readonly byte[] Archive = "PK\u0003\u0004"u8.ToArray();

    /// <summary>The container of .xls, and of workbooks that a password protects.</summary>
    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Whether a file is to be read as a workbook, or refused as one of a kind that is not read.</summary>
    /// <param name="start">The first 8 bytes of the file.</param>
    public static bool IsWorkbook(ReadOnlySpan<byte> start) => start.StartsWith(Archive) || start.StartsWith(CompoundFile);

    /// <summary>Proves that a file begins as an .xlsx file does.</summary>
    /// <exception cref="FileFormatException">It does not.</exception>
    public static void Check(Stream file)
    {
        var start = new byte[Length];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start.AsSpan(0, read).StartsWith(CompoundFile))
        {
            throw WorkbookFault.Refuse(
                "The file is an old workbook (.xls) or is protected by a password. Save it as .xlsx without a password.");
        }

        if (!start.AsSpan(0, read).StartsWith(Archive))
            throw WorkbookFault.Refuse("The file is no workbook. Save it as .xlsx.");
    }

    /// <summary>The file is an archive of another kind: a text document, an OpenDocument or a binary workbook.</summary>
    public static FileFormatException OtherProgram() => WorkbookFault.Refuse(
        "The file is no workbook that can be read. Open it in the spreadsheet program and save it as .xlsx.");
}
