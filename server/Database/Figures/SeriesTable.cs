using System.Buffers.Binary;
using Npgsql;
using StatExchange.V1;

namespace StatExchange.Server.Database.Figures;

/// <summary>How the tables of series are read and written: the columns they share, and the columns of the key.</summary>
internal static class SeriesTable
{
    private const int HeaderBytes = 5 * sizeof(int);
    private const int EmptyHeaderBytes = 3 * sizeof(int);

    /// <summary>The columns of <see cref="SeriesColumns"/>, in the order they are written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["unit_measure", "unit_mult", "decimals", "source", "periods", "values", "obs_status", "conf_status", "comments"];

    /// <summary>The columns of the key in the table series: one a dimension.</summary>
    public static IReadOnlyList<string> KeyColumns { get; } = [.. Dimension.All.Select(dimension => dimension.FieldName)];

    /// <summary>The shared columns for a SELECT, arrays as the raw bytes that <see cref="Read"/> decodes.</summary>
    /// <param name="alias">The table.</param>
    /// <param name="prefix">What the names of its columns begin with.</param>
    public static string Select(string alias, string prefix = "") => string.Join(", ", Columns.Select(column => column switch
    {
        "periods" or "values" => $"array_send({alias}.\"{prefix}{column}\")",
        _ => $"{alias}.\"{prefix}{column}\"",
    }));

    /// <summary>Reads the shared columns, from an ordinal of the reader on. In their order: going back costs the reader a search.</summary>
    public static SeriesColumns Read(NpgsqlDataReader reader, int ordinal) => new()
    {
        UnitMeasure = reader.GetInt32(ordinal),
        UnitMult = reader.GetInt16(ordinal + 1),
        Decimals = reader.GetInt16(ordinal + 2),
        Source = NullableText(reader, ordinal + 3),
        Periods = DecodeInts(reader.GetFieldValue<byte[]>(ordinal + 4)),
        Values = DecodeLongs(reader.GetFieldValue<byte[]>(ordinal + 5)),
        ObsStatus = NullableText(reader, ordinal + 6),
        ConfStatus = NullableText(reader, ordinal + 7),
        Comments = ObservationComments.Parse(NullableText(reader, ordinal + 8)),
    };

    /// <summary>A text column that may be NULL.</summary>
    public static string? NullableText(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private static int[] DecodeInts(ReadOnlySpan<byte> bytes)
    {
        const int elementBytes = 2 * sizeof(int);
        if (bytes.Length <= EmptyHeaderBytes)
            return [];
        var values = new int[(bytes.Length - HeaderBytes) / elementBytes];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[(HeaderBytes + (i * elementBytes) + sizeof(int))..]);
        return values;
    }

    private static long[] DecodeLongs(ReadOnlySpan<byte> bytes)
    {
        const int lengthOffset = 3 * sizeof(int);
        if (bytes.Length <= EmptyHeaderBytes)
            return [];
        var values = new long[BinaryPrimitives.ReadInt32BigEndian(bytes[lengthOffset..])];
        var rest = bytes[HeaderBytes..];
        for (var i = 0; i < values.Length; i++)
        {
            var isNull = BinaryPrimitives.ReadInt32BigEndian(rest) < 0;
            rest = rest[sizeof(int)..];
            if (isNull)
                continue;
            values[i] = BinaryPrimitives.ReadInt64BigEndian(rest);
            rest = rest[sizeof(long)..];
        }

        return values;
    }
}
