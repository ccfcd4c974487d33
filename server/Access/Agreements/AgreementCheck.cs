using StatExchange.Server.Catalogue;
using StatExchange.Server.Errors;
using StatExchange.V1;
using FieldViolation = StatExchange.Server.Errors.FieldViolation;

namespace StatExchange.Server.Access.Agreements;

/// <summary>Checks agreements and grants against the catalogue.</summary>
internal static class AgreementCheck
{
    /// <summary>The most agreements that an organisation may have.</summary>
    public const int MostAgreements = 1000;

    private const string Indicator = "INDICATOR";
    private const string RefArea = "REF_AREA";

    /// <summary>Codes of an agreement that are none: "REF_AREA=KAZ".</summary>
    public static IEnumerable<string> UnknownCodes(ProvisionAgreement agreement, CatalogueSnapshot catalogue) =>
        UnknownCodes(Indicator, agreement.Indicators, catalogue).Concat(UnknownCodes(RefArea, agreement.RefAreas, catalogue));

    /// <summary>Requires that indicators are some.</summary>
    /// <exception cref="ExchangeException">One is not.</exception>
    public static void RequireIndicators(IEnumerable<string> indicators, CatalogueSnapshot catalogue) => Require(UnknownCodes(Indicator, indicators, catalogue));

    /// <summary>Requires that the codes of agreements are some.</summary>
    /// <exception cref="ExchangeException">One is not.</exception>
    public static void RequireCodes(IEnumerable<ProvisionAgreement> agreements, CatalogueSnapshot catalogue) =>
        Require(agreements.SelectMany(agreement => UnknownCodes(agreement, catalogue)));

    private static void Require(IEnumerable<string> unknown)
    {
        var codes = unknown.Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count > 0)
        {
            throw new ExchangeException(ErrorReason.UnknownCode, $"There are no such codes: {string.Join(", ", codes)}.", ("codes", string.Join(',', codes)))
            {
                FieldViolations = [.. codes.Select(code => new FieldViolation(code.StartsWith(Indicator, StringComparison.Ordinal) ? "indicators" : "ref_areas", $"{code} is no code"))],
            };
        }
    }

    private static IEnumerable<string> UnknownCodes(string dimension, IEnumerable<string> codes, CatalogueSnapshot catalogue)
    {
        var codelist = catalogue.Codelist(Dimension.Find(dimension)!.Codelist);
        return codes.Where(code => codelist.Find(code) is null).Select(code => $"{dimension}={code}");
    }
}
