using System.Globalization;
using System.Text;
using CsvHelper;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>
/// The records of a CSV file. A record that cannot be read is passed on as such, and reading goes on with the next.
/// </summary>
/// <remarks>
/// A quote that is never closed would swallow other rows. When that shows, by the end of the file, by a record longer than any may be
/// or by one that is malformed beyond its first line, the line that opened it is passed on as a fault, reading goes on with the next line, and from there on line
/// breaks inside quotes are no longer believed in, so that no row is hidden and each line is read at most twice.
/// </remarks>
internal sealed class CsvRecords : FileRecords
{
    private const int MaxCellsPerRecord = 10;
    private const int MaxRestarts = 100;

    private readonly SourceFile _file;
    private readonly char _separator;
    private readonly int _maxCellLength;
    private CsvReader _reader;
    private long _readerStart;
    private int _restarts;
    private CsvMalformedReason? _malformed;
    private int _row;
    private string? _unreadableText;
    private SourceFault? _longCell;

    private CsvRecords(SourceFile file, Stream stream, char separator, int maxCellLength)
    {
        _file = file;
        _separator = separator;
        _maxCellLength = maxCellLength;
        _reader = Read(stream, allowLineBreaks: true);
    }

    /// <inheritdoc/>
    public override int Row => _row;

    /// <inheritdoc/>
    public override string? UnreadableText => _unreadableText;

    /// <inheritdoc/>
    public override SourceFault? RowFault => _longCell ?? base.RowFault;

    /// <inheritdoc/>
    public override bool AcceptsDecimalComma => _separator != ',';

    /// <inheritdoc/>
    public override int Count => _reader.FieldCount;

    /// <inheritdoc/>
    public override double FractionRead => _file.FractionRead;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[int column] => _reader.GetSpan(column);

    /// <summary>Opens a file, before its header.</summary>
    /// <exception cref="FileFormatException">It is no text, or without a mapping no SDMX-CSV.</exception>
    public static async Task<CsvRecords> OpenAsync(string path, SeriesFileOptions options, CancellationToken cancellationToken)
    {
        var file = new SourceFile(path, options.Encoding ?? await FileEncoding.DetectAsync(path, cancellationToken));
        var start = await CsvStart.ReadAsync(file, cancellationToken);
        var separator = options.Mapping is null ? start.SdmxSeparator() : start.LikelySeparator();
        return new CsvRecords(file, await file.OpenAsync(offset: 0, cancellationToken), separator, options.MaxCellLength);
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        (_unreadableText, _longCell, _malformed) = (null, null, null);
        try
        {
            if (!await _reader.ReadAsync(cancellationToken))
                return false;
        }
        catch (CsvFormatException)
        {
            _malformed = CsvMalformedReason.UnterminatedQuote;
        }

        _row++;
        if (_malformed == CsvMalformedReason.UnterminatedQuote || (_malformed is not null && SpansLines(_reader.RawRecord)))
            await RestartAfterLineAsync(cancellationToken);
        else if (_malformed is not null)
            _unreadableText = StartOf(_reader.RawRecord);
        else
            FindLongCell();
        return true;
    }

    /// <inheritdoc/>
    public override string RawText() => StartOf(_reader.RawRecord);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static string StartOf(ReadOnlySpan<byte> record) =>
        CellText.Cut(Encoding.UTF8.GetString(record[..Math.Min(record.Length, CellText.MaxLength * 4)]));

    /// <summary>Then a quote of one line was taken to be closed by one of another, and the rows between them would be hidden.</summary>
    private static bool SpansLines(ReadOnlySpan<byte> record) => record.TrimEnd("\r\n"u8).Contains((byte)'\n');

    private void FindLongCell()
    {
        if (_reader.RawRecord.Length <= _maxCellLength)
            return;
        for (var column = 0; column < Count && _longCell is null; column++)
        {
            if (Encoding.UTF8.GetCharCount(this[column]) > _maxCellLength)
                _longCell = CellTooLong(this[column], column + 1);
        }
    }

    private SourceFault CellTooLong(ReadOnlySpan<byte> cell, int column) => new()
    {
        Rule = FindingRule.CellTooLong,
        Row = _row,
        Column = column,
        Text = StartOf(cell),
        Expected = _maxCellLength.ToString(CultureInfo.InvariantCulture),
    };

    private async Task RestartAfterLineAsync(CancellationToken cancellationToken)
    {
        if (++_restarts > MaxRestarts)
        {
            throw new FileFormatException(
                $"Too many lines of the file are longer than any row may be, the last at row {_row}.", column: "", "rows of text");
        }

        _readerStart += _reader.ByteOffset;
        await _reader.DisposeAsync();
        var stream = await _file.OpenAsync(_readerStart, cancellationToken);
        var line = await LineSkipper.SkipAsync(stream, _separator, CellText.MaxLength * 4, cancellationToken);
        _unreadableText = StartOf(line.Start);
        if (line.LongestCell > _maxCellLength)
            _longCell = CellTooLong(line.Start, column: 0);
        _readerStart += line.Length;
        await stream.DisposeAsync();
        _reader = Read(await _file.OpenAsync(_readerStart, cancellationToken), allowLineBreaks: false);
    }

    private CsvReader Read(Stream stream, bool allowLineBreaks) => CsvReader.Create(stream, new CsvReaderOptions
    {
        Separator = _separator,
        HasHeader = false,
        SkipEmptyLines = false,
        AllowLineBreaksInQuotes = allowLineBreaks,
        MaxRecordSize = _maxCellLength * MaxCellsPerRecord,
        OnMalformedRecord = record => _malformed = record.Reason,
    });
}
