namespace StatExchange.Client.Templates;

/// <summary>Makes names of sheets that spreadsheet programs accept, each once.</summary>
internal sealed class SheetNames
{
    private const int MaxLength = 31;
    private const string Forbidden = @"[]:*?/\";

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name as close to a text as may be.</summary>
    public string Take(string text)
    {
        var name = string.Concat(text.Where(character => !Forbidden.Contains(character) && !char.IsControl(character))).Trim('\'', ' ');
        name = Cut(name.Length == 0 ? "Sheet" : name, MaxLength);
        for (var number = 2; !_taken.Add(name); number++)
            name = $"{Cut(name, MaxLength - 4)} {number}";
        return name;
    }

    /// <summary>A name in a formula.</summary>
    public static string Quote(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Cut(string name, int length) => name.Length <= length ? name : name[..length].TrimEnd('\'', ' ');
}
