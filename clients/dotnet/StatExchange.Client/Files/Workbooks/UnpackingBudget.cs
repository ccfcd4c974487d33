namespace StatExchange.Client.Files.Workbooks;

/// <summary>Counts what a file unpacks to as it does, whatever sizes it declares, and refuses it beyond the limit.</summary>
/// <param name="fileLength">Bytes of the file.</param>
internal sealed class UnpackingBudget(long fileLength)
{
    private readonly long _limit = Math.Max(WorkbookLimits.UnpackedBytes, fileLength * WorkbookLimits.UnpackedRatio);
    private long _used;

    /// <summary>Counts bytes that were unpacked, or text that is used once more.</summary>
    /// <exception cref="FileFormatException">It is more than the file may unpack to.</exception>
    public void Use(int bytes)
    {
        _used += bytes;
        if (_used > _limit)
        {
            throw WorkbookFault.Refuse(
                $"The workbook unpacks to more than {_limit / (1024 * 1024)} MiB, which no workbook of its size does.", "a workbook");
        }
    }
}
