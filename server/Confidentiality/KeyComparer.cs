namespace StatExchange.Server.Confidentiality;

/// <summary>Compares keys by the ids in them.</summary>
internal sealed class KeyComparer : IEqualityComparer<int[]>
{
    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(obj));
        return hash.ToHashCode();
    }
}
