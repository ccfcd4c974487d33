using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace StatExchange.Server.Database.Figures;

/// <summary>
/// Encodes rows of PostgreSQL's binary COPY by hand. Arrays of integers are most of what this service writes, and encoding them
/// element by element through a general writer costs several times as much. A column that is null is written by <see cref="WriteNull"/>.
/// </summary>
internal sealed class BinaryCopyWriter : IAsyncDisposable
{
    private const int FlushThreshold = 64 * 1024;
    private const int Int4Oid = 23;
    private const int Int8Oid = 20;
    private const byte JsonbVersion = 1;

    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8];

    // 2000-01-01, from which PostgreSQL counts microseconds.
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NpgsqlRawCopyStream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushThreshold * 2);
    private readonly short _columns;
    private bool _completed;

    private BinaryCopyWriter(NpgsqlRawCopyStream stream, short columns)
    {
        _stream = stream;
        _columns = columns;
        _buffer.Write(Signature);
        WriteRaw32(0);
        WriteRaw32(0);
    }

    /// <summary>Begins a COPY into columns of a table.</summary>
    public static async Task<BinaryCopyWriter> BeginAsync(
        NpgsqlConnection connection, string table, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var stream = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        return new BinaryCopyWriter(stream, (short)columns.Count);
    }

    /// <summary>Begins a row, sending what is buffered when it is enough.</summary>
    public async ValueTask StartRowAsync(CancellationToken cancellationToken)
    {
        if (_buffer.WrittenCount >= FlushThreshold)
            await FlushAsync(cancellationToken);
        WriteRaw16(_columns);
    }

    /// <summary>Ends the COPY. Without it, disposing cancels the COPY and the transaction fails.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        WriteRaw16(-1);
        await FlushAsync(cancellationToken);

        // Before the end, which may fail: a COPY that PostgreSQL refuses is over, and cancelling it would hide why.
        _completed = true;
        await _stream.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Disposing a raw stream would end the COPY as if all had been sent.
        if (!_completed)
            await _stream.CancelAsync();
    }

    /// <summary>Writes NULL.</summary>
    public void WriteNull() => WriteRaw32(-1);

    /// <summary>Writes a boolean.</summary>
    public void Write(bool value)
    {
        WriteRaw32(1);
        _buffer.GetSpan(1)[0] = value ? (byte)1 : (byte)0;
        _buffer.Advance(1);
    }

    /// <summary>Writes a smallint.</summary>
    public void Write(short value)
    {
        WriteRaw32(sizeof(short));
        WriteRaw16(value);
    }

    /// <summary>Writes an int.</summary>
    public void Write(int value)
    {
        WriteRaw32(sizeof(int));
        WriteRaw32(value);
    }

    /// <summary>Writes an int that may be NULL.</summary>
    public void Write(int? value)
    {
        if (value is { } number)
            Write(number);
        else
            WriteNull();
    }

    /// <summary>Writes a bigint.</summary>
    public void Write(long value)
    {
        WriteRaw32(sizeof(long));
        WriteRaw64(value);
    }

    /// <summary>Writes a uuid.</summary>
    public void Write(Guid value)
    {
        const int size = 16;
        WriteRaw32(size);
        value.TryWriteBytes(_buffer.GetSpan(size), bigEndian: true, out _);
        _buffer.Advance(size);
    }

    /// <summary>Writes a timestamptz.</summary>
    public void Write(DateTimeOffset value) => Write((value - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Writes a text; null is NULL.</summary>
    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        WriteRaw32(length);
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length)));
    }

    /// <summary>Writes a jsonb; null is NULL.</summary>
    public void WriteJsonb(string? json)
    {
        if (json is null)
        {
            WriteNull();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(json);
        WriteRaw32(length + 1);
        _buffer.GetSpan(1)[0] = JsonbVersion;
        _buffer.Advance(1);
        _buffer.Advance(Encoding.UTF8.GetBytes(json, _buffer.GetSpan(length)));
    }

    /// <summary>Writes an int[]; null is NULL.</summary>
    public void WriteArray(int[]? values)
    {
        if (values is null)
        {
            WriteNull();
            return;
        }

        const int elementBytes = 2 * sizeof(int);
        WriteArrayHeader(values.Length, Int4Oid, hasNulls: false, values.Length * elementBytes);
        var span = _buffer.GetSpan(values.Length * elementBytes);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(span[(i * elementBytes)..], sizeof(int));
            BinaryPrimitives.WriteInt32BigEndian(span[((i * elementBytes) + sizeof(int))..], values[i]);
        }

        _buffer.Advance(values.Length * elementBytes);
    }

    /// <summary>Writes a bigint[].</summary>
    public void WriteArray(long[]? values)
    {
        if (values is null)
            WriteNull();
        else
            WriteValues(values, statuses: null);
    }

    /// <summary>Writes values as a bigint[], NULL where the status of the observation forbids one.</summary>
    public void WriteValues(long[] values, string? statuses)
    {
        const int presentBytes = sizeof(int) + sizeof(long);
        var missing = statuses?.Count(status => !SeriesColumns.HasValue(status)) ?? 0;
        var bytes = ((values.Length - missing) * presentBytes) + (missing * sizeof(int));
        WriteArrayHeader(values.Length, Int8Oid, missing > 0, bytes);
        var span = _buffer.GetSpan(bytes);
        for (var i = 0; i < values.Length; i++)
        {
            if (missing > 0 && !SeriesColumns.HasValue(statuses![i]))
            {
                BinaryPrimitives.WriteInt32BigEndian(span, -1);
                span = span[sizeof(int)..];
                continue;
            }

            BinaryPrimitives.WriteInt32BigEndian(span, sizeof(long));
            BinaryPrimitives.WriteInt64BigEndian(span[sizeof(int)..], values[i]);
            span = span[presentBytes..];
        }

        _buffer.Advance(bytes);
    }

    /// <summary>Writes the columns that every table of series shares, in the order of <see cref="SeriesTable.Columns"/>.</summary>
    public void Write(SeriesColumns series)
    {
        Write(series.UnitMeasure);
        Write(series.UnitMult);
        Write(series.Decimals);
        Write(series.Source);
        WriteArray(series.Periods);
        WriteValues(series.Values, series.ObsStatus);
        Write(series.ObsStatus);
        Write(series.ConfStatus);
        WriteJsonb(ObservationComments.ToJson(series.Comments));
    }

    private void WriteArrayHeader(int length, int elementOid, bool hasNulls, int elementBytes)
    {
        const int headerBytes = 5 * sizeof(int);
        const int emptyHeaderBytes = 3 * sizeof(int);
        WriteRaw32(length == 0 ? emptyHeaderBytes : headerBytes + elementBytes);
        WriteRaw32(length == 0 ? 0 : 1);
        WriteRaw32(hasNulls ? 1 : 0);
        WriteRaw32(elementOid);
        if (length == 0)
            return;
        WriteRaw32(length);
        WriteRaw32(1);
    }

    private void WriteRaw16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.GetSpan(sizeof(short)), value);
        _buffer.Advance(sizeof(short));
    }

    private void WriteRaw32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    private void WriteRaw64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }
}
