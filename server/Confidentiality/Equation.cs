namespace StatExchange.Server.Confidentiality;

/// <summary>Values that add up to nothing: those of a relation at a period, in some releases.</summary>
/// <param name="Members">The values, each with what it is multiplied by.</param>
internal sealed record Equation(IReadOnlyList<(TableValue Value, int Factor)> Members)
{
    private const decimal Tolerance = 0.001m;
    private const int UnitsPerMember = 2;

    /// <summary>
    /// Whether the values add up, but for rounding. Where they do not, because details are missing or wrong, they give nothing away.
    /// The allowance is that of the rules on totals and details.
    /// </summary>
    public bool Holds
    {
        get
        {
            var largest = Members.Max(member => Math.Abs(member.Value.Amount));
            var unit = Members.Max(member => member.Value.Unit);
            return Math.Abs(Members.Sum(member => member.Value.Amount * member.Factor)) <= Math.Max(Tolerance * largest, UnitsPerMember * Members.Count * unit);
        }
    }
}
