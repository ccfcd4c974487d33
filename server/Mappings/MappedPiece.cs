namespace StatExchange.Server.Mappings;

/// <summary>What came of mapping a piece of a series.</summary>
internal sealed class MappedPiece
{
    /// <summary>What could not be mapped, and what is left out.</summary>
    public List<MappingFault> Faults { get; } = [];

    /// <summary>Whether the whole piece is left out.</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>Positions of observations that are left out.</summary>
    public SortedSet<int> LeftOut { get; } = [];

    /// <summary>Concepts that have no code, for which a finding is there already.</summary>
    public HashSet<string> Unmapped { get; } = new(StringComparer.Ordinal);
}
