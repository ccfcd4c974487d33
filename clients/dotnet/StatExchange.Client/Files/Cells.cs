using System.Globalization;
using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>Reads single cells. What cannot be read is for the caller to pass on as it is written.</summary>
internal static class Cells
{
    private const int MaxPeriodLength = 32;

    /// <summary>Every number that can be held is shorter, and no longer one is sure to be parsed without rounding.</summary>
    private const int MaxNumberLength = 28;

    /// <summary>Reads a period of a frequency.</summary>
    public static bool TryReadPeriod(ReadOnlySpan<byte> cell, Frequency? frequency, out int period)
    {
        period = 0;
        if (frequency is null || cell.Length > MaxPeriodLength)
            return false;
        Span<char> characters = stackalloc char[MaxPeriodLength];
        var text = characters[..Encoding.UTF8.GetChars(cell, characters)];
        if (!TimePeriod.TryParse(text.Trim(), frequency, out var parsed))
            return false;
        period = parsed.Ordinal;
        return true;
    }

    /// <summary>Reads a decimal number with at most 15 decimals that fits 64 bits without its point.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="acceptsComma">Whether the point may be a comma.</param>
    /// <param name="decimals">The decimals it may need at most; null for as many as it has.</param>
    /// <param name="value">The number, with its decimals as written.</param>
    public static bool TryReadValue(ReadOnlySpan<byte> cell, bool acceptsComma, int? decimals, out decimal value)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        value = 0;
        if (cell.Length > MaxNumberLength)
            return false;
        Span<byte> number = stackalloc byte[MaxNumberLength];
        cell.CopyTo(number);
        number = number[..cell.Length];
        if (acceptsComma && !number.Contains((byte)'.') && number.IndexOf((byte)',') is var comma and >= 0)
            number[comma] = (byte)'.';
        return decimal.TryParse(number, Styles, CultureInfo.InvariantCulture, out value)
            && value.Scale <= DataStructureDefinition.MaxDecimals
            && ScaledDecimal.TryScale(value, decimals ?? value.Scale, out _);
    }

    /// <summary>Whether a cell says that there is no value on purpose.</summary>
    public static bool IsIntentionallyMissing(ReadOnlySpan<byte> cell) =>
        Ascii.EqualsIgnoreCase(cell.Trim((byte)' '), "NaN"u8) || cell.Trim((byte)' ').SequenceEqual("#N/A"u8);

    /// <summary>Reads the letter of a status; an empty cell states none.</summary>
    public static bool TryReadStatus(ReadOnlySpan<byte> cell, out char status)
    {
        cell = cell.Trim((byte)' ');
        status = DataStructureDefinition.NotStated;
        if (cell.IsEmpty)
            return true;
        if (Rune.DecodeFromUtf8(cell, out var rune, out var length) != System.Buffers.OperationStatus.Done
            || length != cell.Length || !rune.IsBmp || rune.Value == DataStructureDefinition.NotStated)
        {
            return false;
        }

        status = (char)rune.Value;
        return true;
    }

    /// <summary>Reads an integer attribute of a series; decimals must be 0 to 15.</summary>
    public static bool TryReadAttribute(SeriesAttribute attribute, string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && (!attribute.IsDecimals || number is >= 0 and <= DataStructureDefinition.MaxDecimals);
}
