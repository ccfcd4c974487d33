using StatExchange.Server.Catalogue;
using StatExchange.Server.Database.Restricted;

namespace StatExchange.Server.Confidentiality;

/// <summary>
/// Decides which figures of a table the public is not shown, so that it cannot calculate any of those that it must not know. See
/// README.md beside this file.
/// </summary>
internal sealed class DisclosureControl
{
    private readonly TableStructure _structure;
    private readonly IReadOnlyList<SortedDictionary<int, Cell>> _cells;
    private readonly RateProtection _rates;
    private readonly EquationSource _source;
    private readonly List<Equation> _equations = [];

    private DisclosureControl(CatalogueSnapshot catalogue, IReadOnlyList<ProtectedSeries> table, IReadOnlyList<SortedDictionary<int, Cell>> cells)
    {
        _structure = new TableStructure(catalogue, table);
        _cells = cells;
        _rates = new RateProtection(_structure, cells);
        _source = new EquationSource(_structure, cells);
    }

    /// <summary>Decides for the state after the release under way, and for all vintages of what is hidden then.</summary>
    /// <param name="catalogue">What adds up to what, and which counts are small.</param>
    /// <param name="table">All series of one area and provider, of an indicator and those that <see cref="LinkedIndicators"/> names with it.</param>
    /// <returns>
    /// By id of the series and period, the flag of what is not to be shown: the provider's own, else that of a small count,
    /// else that of secondary confidentiality. Everything else is to be shown.
    /// </returns>
    public static IReadOnlyDictionary<long, IReadOnlyDictionary<int, char>> Decide(CatalogueSnapshot catalogue, IReadOnlyList<ProtectedSeries> table)
    {
        var balances = LinkedIndicators.Linear(catalogue).Where(rule => rule.IsBalance).Select(rule => rule.Result).ToHashSet(StringComparer.Ordinal);
        var cells = table.Select((series, index) =>
        {
            var indicator = catalogue.FindIndicator(catalogue.CodeOf(series.Key[TableStructure.IndicatorPosition]));
            return new CellReader(series, index, indicator?.SmallCountThreshold ?? 0, balances.Contains(indicator?.Code ?? string.Empty)).Read();
        }).ToArray();
        if (cells.Any(series => series.Values.Any(IsSecret)))
            new DisclosureControl(catalogue, table, cells).Protect();
        return cells.SelectMany(series => series.Values).Where(cell => cell.IsHidden).GroupBy(cell => table[cell.Series].SeriesId)
            .ToDictionary(series => series.Key, series => (IReadOnlyDictionary<int, char>)series.ToDictionary(cell => cell.Period, cell => cell.Letter!.Value));
    }

    private static bool IsSecret(Cell cell) => cell.IsHidden || cell.Values.Any(value => value.StaysHidden);

    private void Protect()
    {
        Cell[] hidden = [.. _cells.SelectMany(series => series.Values).Where(IsSecret)];
        while (hidden.Length > 0)
        {
            hidden = [.. hidden, .. HideRates()];
            _equations.AddRange(hidden.SelectMany(_source.Of));
            hidden = [.. Choose([.. Concerned(hidden).SelectMany(DisclosureCheck.Find)])];
            foreach (var cell in hidden)
                cell.Hide(ConfidentialityFlag.Secondary);
        }
    }

    private List<Cell> HideRates()
    {
        var hidden = new List<Cell>();
        while (_rates.Find() is { Count: > 0 } more)
        {
            foreach (var cell in more)
                cell.Hide(ConfidentialityFlag.Secondary);
            hidden.AddRange(more);
        }

        return hidden;
    }

    // Equations that share no unknown have nothing to do with each other, and were looked at before when nothing in them is new.
    private IEnumerable<IReadOnlyList<Equation>> Concerned(IReadOnlyCollection<Cell> hidden)
    {
        var groups = new DisjointSets<TableValue>();
        foreach (var equation in _equations)
            groups.Join(Unknowns(equation));
        var concerned = hidden.SelectMany(cell => cell.Values).Select(groups.Find).ToHashSet();
        return _equations.Where(equation => Unknowns(equation).Any()).GroupBy(equation => groups.Find(Unknowns(equation).First()))
            .Where(group => concerned.Contains(group.Key)).Select(group => group.ToArray());

        static IEnumerable<TableValue> Unknowns(Equation equation) => equation.Members.Select(member => member.Value).Where(value => value.IsHidden);
    }

    // One cell for each value that follows, unless one that was chosen for another helps it as well.
    private HashSet<Cell> Choose(IReadOnlyList<Exposure> exposures)
    {
        var chosen = new HashSet<Cell>();
        var uses = exposures.SelectMany(exposure => exposure.Levers.Select(lever => lever.Cell!).Distinct()).CountBy(cell => cell).ToDictionary();
        foreach (var exposure in exposures.OrderBy(exposure => exposure.Levers.Count))
        {
            if (!exposure.Levers.Any(lever => chosen.Contains(lever.Cell!)))
                chosen.Add(exposure.Levers.MinBy(lever => Cost(lever, uses[lever.Cell!]))!.Cell!);
        }

        return chosen;
    }

    // First what helps, then what was hidden before, then details before totals; then what helps more, and what is smaller.
    private (int, int, int, int, int, decimal, int, int) Cost(TableValue lever, int uses)
    {
        var cell = lever.Cell!;
        return (
            lever.Leeway == Leeway.Both ? 0 : 1, cell.IsReported ? 0 : 1, cell.WasSecondary ? 0 : 1, _structure.Nodes[cell.Series].Sums.Count, -uses,
            Math.Abs(lever.Amount), cell.Series, cell.Period);
    }
}
