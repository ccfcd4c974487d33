using StatExchange.V1;

namespace StatExchange.Server.Catalogue.Derived;

/// <summary>Checks what derived_indicators.csv says against the other files.</summary>
internal sealed class DerivedIndicatorsCheck(CatalogueFiles files, Action<long, string> fault)
{
    private readonly Dictionary<string, CatalogueFiles.IndicatorRow> _indicators =
        files.Indicators.GroupBy(row => row.Code, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private readonly FormulaExpansion _expansion = new(files.DerivedIndicators.Select(row => KeyValuePair.Create(row.Code, row.Formula)));

    /// <summary>Reports every fault.</summary>
    public void Check()
    {
        foreach (var (index, row) in files.DerivedIndicators.Index())
        {
            Require(files.DerivedIndicators.Take(index).All(other => other.Code != row.Code), row, $"'{row.Code}' is there twice");
            Require(Has("CL_UNIT_MEASURE", row.UnitMeasure), row, $"unit '{row.UnitMeasure}' is not in CL_UNIT_MEASURE");
            Require(Has("CL_UNIT_MULT", $"{row.UnitMult}"), row, $"unit_mult '{row.UnitMult}' is not in CL_UNIT_MULT");
            Require(row.Decimals is >= 0 and <= DataStructureDefinition.MaxDecimals, row, $"decimals '{row.Decimals}' is not between 0 and {DataStructureDefinition.MaxDecimals}");
            if (_indicators.TryGetValue(row.Code, out var reported))
                Require((reported.UnitMeasure, reported.UnitMult) == (row.UnitMeasure, row.UnitMult), row, $"the unit is another than that of the indicator {row.Code}");
            CheckFormula(row);
        }
    }

    private void CheckFormula(DerivedRow row)
    {
        var (text, circle) = _expansion.Expand(row.Code);
        if (text is null)
        {
            fault(row.Line, $"the formula goes round in a circle: {circle}");
            return;
        }

        var (formula, wrong) = Formula.Parse(text);
        if (formula is null)
        {
            fault(row.Line, wrong);
            return;
        }

        foreach (var term in formula.Terms)
            CheckTerm(row, term);
        if (formula.Terms.All(term => _indicators.ContainsKey(term.Indicator)))
            Require(HasLeading(formula), row, "no indicator of the formula has all dimensions that the others are broken down by");
    }

    private void CheckTerm(DerivedRow row, FormulaTerm term)
    {
        if (!_indicators.TryGetValue(term.Indicator, out var indicator))
        {
            fault(row.Line, $"'{term.Indicator}' is no indicator");
            return;
        }

        foreach (var (dimension, code) in term.Fixed)
        {
            Require(indicator.Breakdowns.Contains(dimension.Id), row, $"{term.Indicator} is not broken down by {dimension}");
            Require(Has(dimension.Codelist, code), row, $"'{code}' is no code of {dimension}");
        }
    }

    private bool HasLeading(Formula formula)
    {
        var open = formula.Terms.Select(term => _indicators[term.Indicator].Breakdowns.Except(term.Fixed.Keys.Select(dimension => dimension.Id)).ToHashSet(StringComparer.Ordinal)).ToList();
        return open.Exists(dimensions => open.TrueForAll(other => other.IsSubsetOf(dimensions)));
    }

    private bool Has(string codelist, string code) => files.Codes.Any(row => row.Codelist == codelist && row.Code == code);

    private void Require(bool condition, DerivedRow row, string reason)
    {
        if (!condition)
            fault(row.Line, reason);
    }
}
