using System.Text;

namespace StatExchange.Client.Files;

/// <summary>
/// Reads the cells of a column whose values repeat: the same text is the same string, without an allocation a row.
/// </summary>
/// <param name="index">The column, or -1 when it is not there: then every cell is empty.</param>
/// <param name="isCoded">Whether cells hold codes: of "AM: Armenia" the code is taken, without blanks around it.</param>
internal sealed class CodeColumn(int index, bool isCoded)
{
    private const int MaxInterned = 20_000;
    private const int MaxStackLength = 256;

    private readonly HashSet<string> _interned = new(StringComparer.Ordinal);
    private byte[] _lastCell = [];
    private int _lastLength = -1;
    private string _last = "";

    /// <summary>The cell's code, or its text as it is written when the column is not coded.</summary>
    public string Read(FileRecords record)
    {
        if (index < 0)
            return "";
        var cell = record[index];
        if (_lastLength >= 0 && cell.SequenceEqual(_lastCell.AsSpan(0, _lastLength)))
            return _last;
        if (_lastCell.Length < cell.Length)
            _lastCell = new byte[cell.Length * 2];
        cell.CopyTo(_lastCell);
        _lastLength = cell.Length;
        return _last = Intern(cell);
    }

    private string Intern(ReadOnlySpan<byte> cell)
    {
        Span<char> characters = cell.Length <= MaxStackLength ? stackalloc char[cell.Length] : new char[cell.Length];
        ReadOnlySpan<char> text = characters[..Encoding.UTF8.GetChars(cell, characters)];
        if (isCoded)
            text = CodeOf(text);
        var lookup = _interned.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known))
            return known;
        // A column of ever new values must not keep them all.
        if (_interned.Count >= MaxInterned)
            _interned.Clear();
        var fresh = text.ToString();
        _interned.Add(fresh);
        return fresh;
    }

    private static ReadOnlySpan<char> CodeOf(ReadOnlySpan<char> text)
    {
        var label = text.IndexOf(": ");
        return (label < 0 ? text : text[..label]).Trim();
    }
}
