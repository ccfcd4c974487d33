namespace StatExchange.Server.Mappings;

/// <summary>What a component map makes of a cell.</summary>
/// <param name="Kind">Whether there is a code.</param>
/// <param name="Code">The code; with <see cref="MatchKind.Unmapped"/> the nearest one, or empty.</param>
internal readonly record struct CodeMatch(CodeMatch.MatchKind Kind, string Code)
{
    /// <summary>The outcomes.</summary>
    public enum MatchKind
    {
        /// <summary>There is a code, which may be the empty one.</summary>
        Mapped,

        /// <summary>The row is to be left out.</summary>
        LeftOut,

        /// <summary>The mapping does not say.</summary>
        Unmapped,
    }
}
