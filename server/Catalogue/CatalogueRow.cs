using System.Globalization;
using CsvHelper;

namespace StatExchange.Server.Catalogue;

/// <summary>A row of a data file while it is read: its cells as what they must be, faults reported with its line.</summary>
internal sealed class CatalogueRow(CsvReader csv, Action<string> fault)
{
    /// <summary>The line in the file.</summary>
    public long Line { get; } = csv.LineNumber;

    /// <summary>A cell that may be empty: null then.</summary>
    public string? Optional(string column) => csv.GetString(column) is { Length: > 0 } text ? text : null;

    /// <summary>A cell that must be filled in.</summary>
    public string Required(string column)
    {
        if (Optional(column) is { } text)
            return text;
        fault($"{column} is empty");
        return string.Empty;
    }

    /// <summary>A cell of values separated by ';'; empty when the file has no such column.</summary>
    public IReadOnlyList<string> List(string column) => csv.TryGetFieldIndex(column, out var index)
        ? csv.GetString(index).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [];

    /// <summary>The names of the row in both languages.</summary>
    public LocalisedText Names() => Text("name");

    /// <summary>A text of the row in both languages.</summary>
    public LocalisedText Text(string column) => new(Required($"{column}_en"), Required($"{column}_ru"));

    /// <summary>A cell with the name of a value, "UNKNOWN_CODE"; the default when it is empty and may be.</summary>
    public T Choice<T>(string column, bool required)
        where T : struct, Enum
    {
        var text = required ? Required(column) : Optional(column) ?? string.Empty;
        if (text.Length == 0)
            return default;
        if (Enum.TryParse<T>(text.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]))
            return value;
        fault($"{column} '{text}' is none of the values it may have");
        return default;
    }

    /// <summary>A cell of parameters, "tolerance=0.1;freq=M".</summary>
    public IReadOnlyDictionary<string, string> Pairs(string column)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in List(column))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            Check(parts.Length == 2 && pairs.TryAdd(parts[0], parts[^1]), $"{column}: '{pair}' is no parameter like tolerance=0.1, or is there twice");
        }

        return pairs;
    }

    /// <summary>A whole number.</summary>
    public int Number(string column)
    {
        var text = Required(column);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || text.Length == 0)
            return number;
        fault($"{column} '{text}' is no whole number");
        return 0;
    }

    /// <summary>Y for yes; N, or nothing, for no.</summary>
    public bool Flag(string column)
    {
        var text = Optional(column);
        Check(text is null or "Y" or "N", $"{column} '{text}' is neither Y nor N");
        return text == "Y";
    }

    /// <summary>A day that may be left out.</summary>
    public DateOnly? Day(string column)
    {
        if (Optional(column) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        fault($"{column} '{text}' is no date like 2017-01-31");
        return null;
    }

    /// <summary>Reports a fault of this row unless a condition holds.</summary>
    public void Check(bool condition, string reason)
    {
        if (!condition)
            fault(reason);
    }
}
