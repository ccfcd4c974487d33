using System.Runtime.InteropServices;

namespace StatExchange.Server.Database.Figures;

/// <summary>Compares coded keys by the ids in them.</summary>
internal sealed class KeyComparer : IEqualityComparer<int[]>
{
    /// <summary>The one there need be.</summary>
    public static KeyComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes<int>(obj));
        return hash.ToHashCode();
    }
}
