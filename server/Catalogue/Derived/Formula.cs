using NCalc;

namespace StatExchange.Server.Catalogue.Derived;

/// <summary>A formula over indicators: "1000 * ([MIG_IMM_TOT] - [MIG_EMI_TOT]) / [CTX_POP_TOT]". Calculates exactly, with decimals.</summary>
public sealed class Formula
{
    private const ExpressionOptions Options = ExpressionOptions.DecimalAsDefault;

    private readonly string _text;

    private Formula(string text, IReadOnlyList<FormulaTerm> terms) => (_text, Terms) = (text, terms);

    /// <summary>What it calculates with, in the order of the text.</summary>
    public IReadOnlyList<FormulaTerm> Terms { get; }

    /// <summary>Reads a formula.</summary>
    /// <returns>The formula, or what is wrong with the text.</returns>
    public static (Formula? Formula, string Fault) Parse(string text)
    {
        var expression = new Expression(text, Options);
        if (expression.HasErrors())
            return (null, $"the formula '{text}' cannot be read");
        if (expression.GetFunctionNames().FirstOrDefault() is { } function)
            return (null, $"the formula '{text}' uses {function}; only + - * / and brackets are known");
        var names = expression.GetParameterNames();
        var terms = names.Select(FormulaTerm.Parse).ToList();
        if (terms.IndexOf(null) is var wrong and >= 0)
            return (null, $"'{names[wrong]}' is not an indicator with fixed dimensions like [ASY_DEC_FIRST DECISION=GENCONV]");
        return terms.Count == 0 ? (null, $"the formula '{text}' names no indicator") : (new Formula(text, [.. terms.OfType<FormulaTerm>()]), string.Empty);
    }

    /// <summary>The result for values of the terms, in their order; null when it would divide by zero, or is too large.</summary>
    public decimal? Evaluate(IReadOnlyList<decimal> values)
    {
        var expression = new Expression(_text, Options);
        foreach (var (term, value) in Terms.Zip(values))
            expression.Parameters[term.Name] = value;
        try
        {
            return expression.Evaluate() is decimal result ? result : null;
        }
        catch (Exception exception) when (exception is DivideByZeroException or OverflowException)
        {
            return null;
        }
    }
}
