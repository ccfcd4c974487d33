using StatExchange.Server.Catalogue.Derived;

namespace StatExchange.UnitTests.Rules;

/// <summary>Formulas of derived indicators.</summary>
public sealed class FormulaTests
{
    [Theory]
    [InlineData("[A_B] - [C_D]", "A_B,C_D", "7,9", "-2")]
    [InlineData("1000 * [A_B] / [C_D]", "A_B,C_D", "1,3", "333.33333333333333333333333333")]
    [InlineData("100 * ([A SEX=F] + [A SEX=M]) / [A SEX=_T]", "A SEX=F,A SEX=M,A SEX=_T", "1.5,1.5,6", "50.0")]
    [InlineData("[A] / [B]", "A,B", "1,0", null)]
    public void Are_calculated_exactly(string text, string terms, string values, string? expected)
    {
        var formula = Formula.Parse(text).Formula!;
        Assert.Equal(terms.Split(','), formula.Terms.Select(term => term.Name));
        Assert.Equal(expected is null ? null : decimal.Parse(expected), formula.Evaluate([.. values.Split(',').Select(decimal.Parse)]));
    }

    [Theory]
    [InlineData("[A] +", "cannot be read")]
    [InlineData("Sqrt([A])", "Sqrt")]
    [InlineData("1 + 2", "names no indicator")]
    [InlineData("[A SEX]", "is not an indicator")]
    [InlineData("[A REF_AREA=AM]", "is not an indicator")]
    [InlineData("[A GENDER=F]", "is not an indicator")]
    public void Name_what_is_wrong_with_them(string text, string expected)
    {
        var (formula, fault) = Formula.Parse(text);
        Assert.Null(formula);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void May_name_one_another_but_not_in_a_circle()
    {
        var expansion = new FormulaExpansion(new Dictionary<string, string>
        {
            ["NET"] = "[IN] - [OUT]",
            ["RATE"] = "1000 * [NET] / [POP]",
            ["ONE"] = "[TWO] + 1",
            ["TWO"] = "[THREE] + 1",
            ["THREE"] = "[ONE] + [POP]",
            ["SELF"] = "[SELF] + 1",
            ["OUTSIDE"] = "[ONE] * 2",
        });
        Assert.Equal(("1000 * ([IN] - [OUT]) / [POP]", ""), expansion.Expand("RATE"));
        Assert.Equal((null, "ONE → TWO → THREE → ONE"), expansion.Expand("ONE"));
        Assert.Equal((null, "SELF → SELF"), expansion.Expand("SELF"));
        Assert.Equal((null, "ONE → TWO → THREE → ONE"), expansion.Expand("OUTSIDE"));
    }
}
