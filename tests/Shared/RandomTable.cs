namespace StatExchange.TestTables;

/// <summary>
/// A random table and what each of some releases makes of it: details by sex, nested ages and quarters, and whichever of their sums the dice
/// choose to report. All sums are right in every release.
/// </summary>
internal sealed class RandomTable
{
    private const int Year = 2020;
    private const int FirstQuarter = Year * 4;

    private static readonly (string Code, string[] Leaves)[] Sexes = [("", ["F", "M"]), (" SEX=F", ["F"]), (" SEX=M", ["M"])];
    private static readonly (string Code, string[] Leaves)[] Ages =
    [
        ("", ["Y_LT15", "Y15T24", "Y25T64", "Y_GE65"]), (" AGE=Y_LT15", ["Y_LT15"]), (" AGE=Y15T64", ["Y15T24", "Y25T64"]), (" AGE=Y15T24", ["Y15T24"]),
        (" AGE=Y25T64", ["Y25T64"]), (" AGE=Y_GE65", ["Y_GE65"]),
    ];

    private readonly Dice _dice;
    private readonly string[] _indicators;
    private readonly bool _hasQuarters;
    private readonly bool _hasAges;
    private readonly Dictionary<(string Indicator, string Sex, string Age, int Quarter), decimal> _leaves = [];
    private readonly List<Place> _places = [];
    private readonly Dictionary<Place, char> _flags = [];

    public RandomTable(IReadOnlyList<int> throws, bool anyFlag = true, bool wholeNumbers = false)
    {
        _dice = new Dice(throws);
        _indicators = anyFlag && _dice.Once(2) ? ["THB_VICT_TOT"] : _dice.Once(2) ? ["MIG_IMM_TOT", "MIG_EMI_TOT", "MIG_NET"] : ["MIG_IMM_TOT"];
        Threshold = _indicators[0] == "THB_VICT_TOT" ? 4 : 0;
        (_hasQuarters, _hasAges) = (_dice.Once(3), _dice.Once(2));
        foreach (var indicator in _indicators)
            Choose(indicator);
        var releases = 1 + _dice.Next(4);
        for (var release = 0; release < releases; release++)
        {
            Revise(first: release == 0, anyFlag, wholeNumbers);
            Releases.Add(_places.ToDictionary(place => (place.Key, place.Period), place => new Figure(Value(place), _flags.GetValueOrDefault(place, 'F'))));
        }
    }

    /// <summary>The figures after each release.</summary>
    public List<IReadOnlyDictionary<(string Key, int Period), Figure>> Releases { get; } = [];

    /// <summary>The threshold of small counts; 0 for none.</summary>
    public int Threshold { get; }

    /// <summary>Whether a figure must not be known for its own sake at a release.</summary>
    public bool IsPrimary(string key, int period, int release) =>
        Releases[release][(key, period)] is var figure && (figure.Flag != 'F' || (figure.Value > 0 && figure.Value <= Threshold));

    /// <summary>Each value in terms of the details that it is made of.</summary>
    public IEnumerable<IReadOnlyList<(string Key, int Period, int Factor)>> Relations => _places
        .Select(place => (IReadOnlyList<(string, int, int)>)[(place.Key, place.Period, -1), .. Terms(place)
            .Select(term => (KeyOf(term.Leaf.Indicator, $" SEX={term.Leaf.Sex}", _hasAges ? $" AGE={term.Leaf.Age}" : ""), PeriodOf(term.Leaf.Quarter), term.Factor))])
        .Where(relation => relation.Count > 2 || relation[0].Item1 != relation[1].Item1);

    private IEnumerable<(string Code, string[] Leaves)> ReportedAges => _hasAges ? Ages : [("", ["Y_LT15"])];

    private IEnumerable<int> Quarters => _hasQuarters ? Enumerable.Range(FirstQuarter, 4) : [FirstQuarter];

    // Details always, sums mostly; the balance is a sum whatever it is of.
    private void Choose(string indicator)
    {
        foreach (var (sex, sexes) in Sexes)
        {
            foreach (var (age, ages) in ReportedAges)
            {
                var isDetail = indicator != "MIG_NET" && sexes.Length == 1 && ages.Length == 1;
                if (isDetail || !_dice.Once(4))
                    _places.AddRange(Quarters.Select(quarter => new Place(indicator, sex, sexes, age, ages, [quarter], KeyOf(indicator, sex, age), PeriodOf(quarter))));
                if (_hasQuarters && !_dice.Once(4))
                    _places.Add(new Place(indicator, sex, sexes, age, ages, [.. Quarters], $"{indicator}{sex}{age}", Year));
            }
        }
    }

    private void Revise(bool first, bool anyFlag, bool wholeNumbers)
    {
        foreach (var indicator in _indicators.Where(indicator => indicator != "MIG_NET"))
        {
            foreach (var leaf in from sex in Sexes[0].Leaves
                                 from age in ReportedAges.First().Leaves
                                 from quarter in Quarters
                                 select (indicator, sex, age, quarter))
            {
                if (first || _dice.Once(8))
                    _leaves[leaf] = _dice.Next(5) switch { 0 => 0, 1 => _dice.Next(5), 2 when Threshold == 0 && !wholeNumbers => _dice.Next(999) / 10m, _ => 1 + _dice.Next(40) };
            }
        }

        foreach (var place in anyFlag ? _places : [])
        {
            if (_dice.Once(first ? 12 : 24))
                _flags[place] = _dice.Once(2) ? 'C' : 'N';
            else if (!first && _dice.Once(6))
                _flags.Remove(place);
        }
    }

    private decimal Value(Place place) => Terms(place).Sum(term => term.Factor * _leaves[term.Leaf]);

    private static IEnumerable<((string Indicator, string Sex, string Age, int Quarter) Leaf, int Factor)> Terms(Place place) =>
        from indicator in place.Indicator == "MIG_NET" ? new[] { ("MIG_IMM_TOT", 1), ("MIG_EMI_TOT", -1) } : [(place.Indicator, 1)]
        from sex in place.Sexes
        from age in place.Ages
        from quarter in place.Quarters
        select ((indicator.Item1, sex, age, quarter), indicator.Item2);

    private string KeyOf(string indicator, string sex, string age) => $"{indicator}{sex}{age}{(_hasQuarters ? " FREQ=Q" : "")}";

    private int PeriodOf(int quarter) => _hasQuarters ? quarter : Year;

    private sealed record Place(string Indicator, string Sex, string[] Sexes, string Age, string[] Ages, int[] Quarters, string Key, int Period);
}
