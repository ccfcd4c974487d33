using System.Text;
using StatExchange.V1;

namespace StatExchange.Client.Files;

/// <summary>A period as a mapped file writes it: how it is written tells its frequency.</summary>
/// <param name="Frequency">The frequency; empty when the text is no SDMX period.</param>
/// <param name="Ordinal">The ordinal; 0 when the text is no SDMX period.</param>
/// <param name="Unreadable">The text when it is no SDMX period; otherwise null.</param>
internal readonly record struct MappedPeriod(string Frequency, int Ordinal, string? Unreadable)
{
    private const int MaxLength = 32;

    public static MappedPeriod Read(ReadOnlySpan<char> text) => TimePeriod.TryParse(text.Trim(), out var period)
        ? new MappedPeriod(period.Frequency.Code, period.Ordinal, Unreadable: null)
        : new MappedPeriod("", Ordinal: 0, CellText.Cut(text.ToString()));

    public static MappedPeriod Read(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > MaxLength)
            return new MappedPeriod("", Ordinal: 0, CellText.Read(cell));
        Span<char> characters = stackalloc char[MaxLength];
        return Read(characters[..Encoding.UTF8.GetChars(cell, characters)]);
    }
}
