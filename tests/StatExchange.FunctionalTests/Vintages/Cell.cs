namespace StatExchange.FunctionalTests.Vintages;

/// <summary>An observation.</summary>
/// <param name="Value">The value; null for a gap.</param>
/// <param name="Status">The observation status.</param>
/// <param name="Comment">The comment; empty for none.</param>
/// <param name="Confidentiality">The confidentiality status.</param>
internal sealed record Cell(decimal? Value, char Status, string Comment = "", char Confidentiality = 'F')
{
    /// <summary>What a purge leaves of an observation that had a value.</summary>
    public static readonly Cell Tombstone = new(null, 'Q', "", 'C');

    public override string ToString() => $"{Value:0.#}{Status}{Confidentiality}{(Comment.Length > 0 ? $"'{Comment}'" : "")}";
}
