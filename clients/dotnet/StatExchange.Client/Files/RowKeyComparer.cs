using System.Diagnostics.CodeAnalysis;

namespace StatExchange.Client.Files;

/// <summary>Compares keys by their codes.</summary>
internal sealed class RowKeyComparer : IEqualityComparer<string[]>
{
    public static readonly RowKeyComparer Instance = new();

    public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] string[] obj)
    {
        var hash = default(HashCode);
        foreach (var code in obj)
            hash.Add(code.GetHashCode(StringComparison.Ordinal));
        return hash.ToHashCode();
    }
}
