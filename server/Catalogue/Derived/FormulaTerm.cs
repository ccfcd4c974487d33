using StatExchange.V1;

namespace StatExchange.Server.Catalogue.Derived;

/// <summary>What a formula calculates with: the figures of an indicator, some dimensions of which it fixes.</summary>
/// <param name="Name">How the formula writes it, "ASY_DEC_FIRST DECISION=GENCONV".</param>
/// <param name="Indicator">The code of the indicator.</param>
/// <param name="Fixed">The codes it fixes, by dimension.</param>
public sealed record FormulaTerm(string Name, string Indicator, IReadOnlyDictionary<Dimension, string> Fixed)
{
    /// <summary>Reads a term; null when it is none.</summary>
    public static FormulaTerm? Parse(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fixedCodes = new Dictionary<Dimension, string>();
        foreach (var word in words.Skip(1))
        {
            if (word.Split('=') is not [var concept, { Length: > 0 } code] || Dimension.Find(concept) is not { IsBreakdown: true } dimension || !fixedCodes.TryAdd(dimension, code))
                return null;
        }

        return words.Length == 0 ? null : new FormulaTerm(name, words[0], fixedCodes);
    }
}
