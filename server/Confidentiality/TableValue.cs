namespace StatExchange.Server.Confidentiality;

/// <summary>
/// An unknown of the equations: what a cell was worth in the releases between two changes of it, or a sum that nobody reported.
/// </summary>
internal sealed class TableValue
{
    /// <summary>The cell; null for a sum that nobody reported.</summary>
    public Cell? Cell { get; init; }

    /// <summary>The release that it came with.</summary>
    public long From { get; init; }

    /// <summary>The release that took it away; <see cref="long.MaxValue"/> while it stands.</summary>
    public long Until { get; set; } = long.MaxValue;

    /// <summary>The value, in units of one.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What it is stated in multiples of: 1000 for thousands.</summary>
    public required decimal Unit { get; init; }

    /// <summary>The indicator's threshold of small counts; 0 when it has none.</summary>
    public int Threshold { get; init; }

    /// <summary>Whether it may be negative.</summary>
    public bool IsBalance { get; init; }

    /// <summary>Whether its provider keeps it from the public.</summary>
    public bool IsFlagged { get; set; }

    /// <summary>Whether no release before that under way showed it to the public, and it stands no more.</summary>
    public bool StaysHidden { get; set; }

    /// <summary>Whether the public cannot see it.</summary>
    public bool IsHidden => Cell is null || Cell.Letter is not null || StaysHidden;

    /// <summary>Whether nobody may find it out.</summary>
    public bool IsSecret => Cell is not null && IsHidden;

    /// <summary>Whether it is a small count.</summary>
    public bool IsSmallCount => Amount > 0 && Amount <= Threshold;

    /// <summary>
    /// Which way it could differ from the truth when it is hidden. A small count is known to be one, and what is hidden for the
    /// sake of others is known to be none.
    /// </summary>
    public Leeway Leeway
    {
        get
        {
            if (Cell is null || IsBalance || Amount < 0)
                return Leeway.Both;
            if (Amount == 0)
                return Leeway.Up;
            if (IsFlagged || Threshold == 0)
                return Leeway.Both;
            return IsSmallCount ? Within(1, Threshold) : Within(Threshold + 1, decimal.MaxValue);
        }
    }

    private Leeway Within(decimal lowest, decimal highest) =>
        (Amount == lowest ? Leeway.None : Leeway.Down) | (Amount == highest ? Leeway.None : Leeway.Up);
}
