using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace StatExchange.Server.Catalogue;

/// <summary>Reads one data file, and collects what is wrong with it by line instead of stopping at the first fault.</summary>
internal sealed class CatalogueFile(string folder, string name, List<string> faults)
{
    // Broken encodings are refused, not loaded as question marks.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CsvConfiguration _format = new(CultureInfo.InvariantCulture)
    {
        DetectColumnCountChanges = true,
        BadDataFound = arguments => throw new BadDataException(arguments.Field, arguments.RawRecord, arguments.Context),
    };

    /// <summary>The rows that could be read, each through a function that reports its faults.</summary>
    public List<T> Read<T>(IReadOnlyList<string> columns, Func<CatalogueRow, T?> read)
        where T : class
    {
        var rows = new List<T>();
        try
        {
            using var csv = new CsvReader(new StreamReader(Path.Combine(folder, name), StrictUtf8), _format);
            if (!csv.Read() || !csv.ReadHeader())
                throw new InvalidDataException("the file is empty");
            var missing = columns.Except(csv.HeaderRecord!, StringComparer.Ordinal).ToList();
            if (missing.Count > 0)
                throw new InvalidDataException($"the header lacks {string.Join(", ", missing)}");
            while (csv.Read())
            {
                if (read(new CatalogueRow(csv, reason => Fault(csv.Parser.RawRow, reason))) is { } row)
                    rows.Add(row);
            }
        }
        catch (CsvHelperException exception)
        {
            Fault(exception.Context?.Parser?.RawRow ?? 1, $"the row cannot be read: {exception.Message.Split('\n')[0].Trim()}");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or DecoderFallbackException)
        {
            Fault(1, exception.Message);
        }

        return rows;
    }

    /// <summary>Reports a fault of a line.</summary>
    public void Fault(int line, string reason) =>
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} line {line}: {reason}"));
}
