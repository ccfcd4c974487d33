using System.Globalization;
using StatExchange.Client.Templates;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>Names of codes in a language; each codelist is asked for once.</summary>
internal sealed class CodeNames(StatExchangeClient client, string language)
{
    private readonly Dictionary<string, Dictionary<string, string>> _codelists = new(StringComparer.Ordinal);

    /// <summary>The name of a code; the code itself when it has none.</summary>
    public async Task<string> OfAsync(string codelist, string code, CancellationToken cancellationToken)
    {
        if (!_codelists.TryGetValue(codelist, out var names))
        {
            _codelists[codelist] = names = await client.ListCodesAsync(codelist)
                .ToDictionaryAsync(one => one.Code_, one => one.Names.In(language), StringComparer.Ordinal, cancellationToken);
        }

        return names.GetValueOrDefault(code, code);
    }

    /// <summary>The names of codes by code, in the order of codes.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAllAsync(string codelist, IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in codes.Distinct())
            named[code] = await OfAsync(codelist, code, cancellationToken);
        return named;
    }

    /// <summary>A unit with its multiplier, "Persons, thousands".</summary>
    public async Task<string> UnitAsync(string unitMeasure, int unitMult, CancellationToken cancellationToken)
    {
        var unit = await OfAsync("CL_UNIT_MEASURE", unitMeasure, cancellationToken);
        if (unitMult == 0)
            return unit;
        var multiplier = await OfAsync("CL_UNIT_MULT", unitMult.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return $"{unit}, {multiplier.ToLower(CultureInfo.InvariantCulture)}";
    }
}
