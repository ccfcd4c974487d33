namespace StatExchange.TestTables;

/// <summary>An observation as its provider sent it.</summary>
/// <param name="Value">The value; null for a gap.</param>
/// <param name="Flag">The confidentiality status.</param>
internal sealed record Figure(decimal? Value, char Flag = 'F')
{
    public static implicit operator Figure(int value) => new((decimal)value, 'F');
}
