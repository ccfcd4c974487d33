using System.Globalization;
using System.Text;
using CsvHelper;

namespace StatExchange.Server.Catalogue;

/// <summary>Reads one data file, and collects what is wrong with it by line instead of stopping at the first fault.</summary>
internal sealed class CatalogueFile(string folder, string name, List<string> faults)
{
    // Broken encodings are refused, not loaded as question marks.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
    };

    /// <summary>The rows that could be read, each through a function that reports its faults.</summary>
    public List<T> Read<T>(IReadOnlyList<string> columns, Func<CatalogueRow, T?> read)
        where T : class
    {
        var rows = new List<T>();
        try
        {
            using var csv = CsvReader.Create(new StreamReader(Path.Combine(folder, name), StrictUtf8), Format);
            csv.ReadHeader();
            var missing = columns.Where(column => !csv.TryGetFieldIndex(column, out _)).ToList();
            if (missing.Count > 0)
                throw new InvalidDataException($"the header lacks {string.Join(", ", missing)}");
            while (csv.Read())
            {
                var line = csv.LineNumber;
                if (read(new CatalogueRow(csv, reason => Fault(line, reason))) is { } row)
                    rows.Add(row);
            }
        }
        catch (CsvFormatException exception)
        {
            Fault(exception.LineNumber, $"the row cannot be read: {exception.Message}");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or DecoderFallbackException)
        {
            Fault(1, exception.Message);
        }

        return rows;
    }

    /// <summary>Reports a fault of a line.</summary>
    public void Fault(long line, string reason) =>
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} line {line}: {reason}"));
}
