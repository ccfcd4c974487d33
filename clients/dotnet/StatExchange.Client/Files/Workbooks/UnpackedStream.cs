namespace StatExchange.Client.Files.Workbooks;

/// <summary>A part of a workbook as it is unpacked, within what it may be.</summary>
/// <remarks>
/// XML readers buffer a whole attribute, and read over any number of blanks, before they return; so what is unpacked between two
/// returns is limited as well.
/// </remarks>
internal sealed class UnpackedStream(Stream part, UnpackingBudget budget, int tokenLimit) : Stream
{
    private int _sinceMark;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Says that the reader has returned: what it unpacked so far is dealt with.</summary>
    public void Mark() => _sinceMark = 0;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        budget.Use(read);
        _sinceMark += read;
        if (_sinceMark > tokenLimit)
            throw WorkbookFault.Damaged("a single piece of it is larger than any may be");
        return read;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }
}
