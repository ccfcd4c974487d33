namespace StatExchange.Client.Files.Workbooks;

/// <summary>What a workbook may be at most. Beyond it nobody made it by hand, and it would be read at the cost of the machine.</summary>
internal static class WorkbookLimits
{
    /// <summary>Rows and columns of a sheet, by the format.</summary>
    public const int Rows = 1_048_576;

    /// <inheritdoc cref="Rows"/>
    public const int Columns = 16_384;

    /// <summary>
    /// Bytes of the list of parts in the archive, which is read whole before anything else. A workbook has some tens of parts of
    /// about a hundred bytes each.
    /// </summary>
    public const int ArchiveListBytes = 1024 * 1024;

    /// <summary>Bytes of a part that says which parts there are: those are read whole.</summary>
    public const int StructurePartBytes = 1024 * 1024;

    /// <summary>Bytes between one element, attribute list or piece of text and the next.</summary>
    public const int TokenBytes = 4 * 1024 * 1024;

    /// <summary>Elements within elements; a workbook's own go about ten deep.</summary>
    public const int Depth = 64;

    /// <summary>Sheets of a workbook.</summary>
    public const int Sheets = 1_000;

    /// <summary>Bytes of texts that cells share, which have to be held in memory.</summary>
    public const int SharedTextBytes = 128 * 1024 * 1024;

    /// <summary>Formats of cells; the format allows 65,490.</summary>
    public const int CellFormats = 100_000;

    /// <summary>Merged ranges of a sheet, which have to be held in memory.</summary>
    public const int MergedRanges = 100_000;

    /// <summary>
    /// How many times its size a file may unpack to, when that is more than <see cref="UnpackedBytes"/>. Sheets of figures unpack to
    /// 5 to 30 times their size, a bomb to 1,000 times.
    /// </summary>
    public const int UnpackedRatio = 100;

    /// <summary>Bytes that any file may unpack to.</summary>
    public const long UnpackedBytes = 256 * 1024 * 1024;
}
