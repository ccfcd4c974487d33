using System.Globalization;
using StatExchange.Server.Access.Agreements;
using StatExchange.Server.Catalogue;
using StatExchange.V1;
using Codelist = StatExchange.Server.Catalogue.Codelist;
using Indicator = StatExchange.Server.Catalogue.Indicator;

namespace StatExchange.Server.Submissions.Rules;

/// <summary>Checks and codes the key and the attributes of a piece of a series.</summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="organisation">The organisation that submits.</param>
/// <param name="agreements">What it may submit.</param>
internal sealed class KeyCheck(CatalogueSnapshot catalogue, string organisation, ProvisionScope agreements)
{
    private const string DataProvider = "DATA_PROVIDER";
    private const int MaxSourceLength = 1000;

    private static readonly Dimension RefArea = Dimension.Find("REF_AREA")!;

    private readonly Codelist[] _codelists = [.. Dimension.All.Select(dimension => catalogue.Codelist(dimension.Codelist))];

    /// <summary>The ids of the dimensions' codes, or null when one has no id; every fault is raised.</summary>
    /// <param name="key">The key.</param>
    /// <param name="indicator">Its indicator; null when that is unknown.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="unmapped">Dimensions without a code, of which a finding says so already.</param>
    /// <param name="raise">Takes the findings.</param>
    public int[]? Check(SeriesKey key, Indicator? indicator, SeriesAction action, IReadOnlySet<string> unmapped, PieceFindings raise)
    {
        var ids = new int[Dimension.All.Count];
        var complete = true;
        foreach (var dimension in Dimension.All)
        {
            var id = unmapped.Contains(dimension.Id) ? null : Check(dimension, dimension.Get(key), indicator, action, raise);
            complete &= id is not null;
            ids[dimension.Position] = id ?? 0;
        }

        // What a deletion leaves open is its own: only its own figures are there to be deleted.
        if (indicator is not null && ids[RefArea.Position] != 0 && !agreements.Covers(indicator.Code, key.RefArea))
            raise.AtSeries(FindingRule.OutsideAgreement, RefArea.Id, key.RefArea, indicator.Code);
        return complete ? ids : null;
    }

    /// <summary>Checks the attributes of the series.</summary>
    /// <returns>The unit's multiplier: the catalogue's.</returns>
    public static short CheckAttributes(
        V1.Series series, Indicator? indicator, SeriesAction action, ILookup<string, RawCell> raw, PieceFindings raise)
    {
        if (action == SeriesAction.Delete)
            return 0;
        var multiplier = (short)(indicator?.UnitMult ?? 0);
        var expected = multiplier.ToString(CultureInfo.InvariantCulture);
        foreach (var cell in raw["UNIT_MULT"])
            raise.AtObservation(FindingRule.UnitContradictsCatalogue, cell.Position, "UNIT_MULT", cell.Text, expected, string.Empty);
        foreach (var cell in raw["DECIMALS"])
            raise.AtObservation(FindingRule.TooManyDecimals, cell.Position, "DECIMALS", cell.Text, period: string.Empty);
        if (series.Decimals is < 0 or > DataStructureDefinition.MaxDecimals)
            raise.AtSeries(FindingRule.TooManyDecimals, "DECIMALS", series.Decimals.ToString(CultureInfo.InvariantCulture));
        if (series.Source.Length > MaxSourceLength)
            raise.AtSeries(FindingRule.TextTooLong, "SOURCE", series.Source, MaxSourceLength.ToString(CultureInfo.InvariantCulture));
        if (indicator is null)
            return multiplier;
        if (series.UnitMeasure.Length > 0 && series.UnitMeasure != indicator.UnitMeasure.Code)
            raise.AtSeries(FindingRule.UnitContradictsCatalogue, "UNIT_MEASURE", series.UnitMeasure, indicator.UnitMeasure.Code);
        if (series.HasUnitMult && series.UnitMult != multiplier && !raw["UNIT_MULT"].Any())
            raise.AtSeries(FindingRule.UnitContradictsCatalogue, "UNIT_MULT", series.UnitMult.ToString(CultureInfo.InvariantCulture), expected);
        return multiplier;
    }

    private int? Check(Dimension dimension, string code, Indicator? indicator, SeriesAction action, PieceFindings raise)
    {
        if (dimension.Id == DataProvider)
            return CheckProvider(dimension, code, raise);
        var codelist = _codelists[dimension.Position];
        if (code.Length == 0)
            return Empty(dimension, codelist, indicator, action, raise);

        if (codelist.Find(code) is not { } found || (IsTotal(code) && !dimension.IsBreakdown))
        {
            var nearest = codelist.Nearest(code);
            if (IsTotal(nearest) && !dimension.IsBreakdown)
                nearest = string.Empty;
            raise.AtSeries(FindingRule.UnknownCode, dimension.Id, code, nearest);
            return null;
        }

        if (!dimension.IsBreakdown || indicator is null)
            return found.Id;
        if (indicator.Has(dimension) == (code != DataStructureDefinition.NotApplicable))
            return found.Id;
        raise.AtSeries(FindingRule.DimensionNotOfIndicator, dimension.Id, code, indicator.EmptyCode(dimension));
        return null;
    }

    private static bool IsTotal(string code) => code is DataStructureDefinition.Total or DataStructureDefinition.NotApplicable;

    private int? CheckProvider(Dimension dimension, string code, PieceFindings raise)
    {
        if (code.Length == 0 || code == organisation)
            return _codelists[dimension.Position].Find(organisation)!.Id;
        raise.AtSeries(FindingRule.ForeignProvider, dimension.Id, code, organisation);
        return null;
    }

    private static int? Empty(Dimension dimension, Codelist codelist, Indicator? indicator, SeriesAction action, PieceFindings raise)
    {
        if (action == SeriesAction.Delete)
            return 0;
        if (!dimension.IsBreakdown)
        {
            raise.AtSeries(FindingRule.MissingDimension, dimension.Id, string.Empty);
            return null;
        }

        // Without an indicator there is nothing to say what an empty breakdown means; the indicator's own finding suffices.
        if (indicator is null)
            return null;
        return codelist.Find(indicator.EmptyCode(dimension))!.Id;
    }
}
