using System.Buffers.Binary;

namespace StatExchange.Client.Files.Workbooks;

/// <summary>The list of parts at the end of a ZIP archive, looked at before a library reads all of it into memory.</summary>
internal static class ArchiveList
{
    private const uint EndSignature = 0x06054b50;
    private const int EndLength = 22;
    private const int MaxCommentLength = ushort.MaxValue;
    private const int OffsetOfListOffset = 16;

    /// <summary>Proves that the list is there and no larger than that of a workbook.</summary>
    /// <exception cref="FileFormatException">It is not.</exception>
    public static void Check(Stream file)
    {
        var length = (int)Math.Min(file.Length, EndLength + MaxCommentLength);
        var tail = new byte[length];
        file.Position = file.Length - length;
        file.ReadExactly(tail);
        for (var i = length - EndLength; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) != EndSignature)
                continue;
            var end = file.Length - length + i;
            var listOffset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i + OffsetOfListOffset));
            // The list lies directly before its end. Where the offset is the mark of an archive above 4 GiB, it lies behind it.
            if (listOffset > end || end - listOffset > WorkbookLimits.ArchiveListBytes)
                throw WorkbookFault.Damaged("its list of parts is not one of a workbook");
            return;
        }

        throw WorkbookFault.Damaged("its end is missing");
    }
}
