using StatExchange.Server.Confidentiality;
using StatExchange.Server.Database.Figures;
using StatExchange.Server.Database.Restricted;
using StatExchange.TestTables;

namespace StatExchange.UnitTests.Confidentiality;

/// <summary>
/// A table of one area and provider to which releases are made, with what the service would show of it after each. A value that is
/// hidden at a release is hidden in all vintages before; what is on show again stays hidden in those.
/// </summary>
internal sealed class ProtectedTable
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<int[]> _keys = [];
    private readonly List<List<Dictionary<int, Figure>>> _states = [];
    private readonly List<List<Dictionary<int, Figure?>>> _shown = [];

    /// <summary>Release ids are 1, 2, …; each maps keys like "THB_VICT_TOT SEX=F" and periods to figures, null to delete.</summary>
    public void Release(IEnumerable<(string Key, int Period, Figure? Figure)> changes)
    {
        foreach (var states in _states)
            states.Add(new(states[^1]));
        foreach (var (key, period, figure) in changes)
        {
            var series = PlaceOf(key);
            if (figure is null)
                _states[series][^1].Remove(period);
            else
                _states[series][^1][period] = figure;
        }

        Releases++;
        Letters = Decide();
        for (var series = 0; series < _keys.Count; series++)
        {
            while (_shown[series].Count < Releases)
                _shown[series].Add([]);
            foreach (var (period, figure) in _states[series][^1])
                _shown[series][^1][period] = Letters[series].ContainsKey(period) ? null : figure;
            foreach (var period in Letters[series].Keys)
            {
                for (var release = 0; release < Releases; release++)
                {
                    if (_states[series][release].ContainsKey(period))
                        _shown[series][release][period] = null;
                }
            }
        }
    }

    /// <summary>The number of releases.</summary>
    public int Releases { get; private set; }

    /// <summary>What the last release hides, by series and period.</summary>
    public IReadOnlyList<IReadOnlyDictionary<int, char>> Letters { get; private set; } = [];

    /// <summary>The keys by place.</summary>
    public IReadOnlyList<string> Keys => [.. _places.Keys];

    /// <summary>The letter of one cell; null when it is shown.</summary>
    public char? Letter(string key, int period = 2020) => Letters[_places[key]].TryGetValue(period, out var letter) ? letter : null;

    /// <summary>Everything hidden by the last release, as "key period".</summary>
    public IReadOnlyList<string> Hidden(char letter) =>
        [.. Keys.SelectMany(key => Letters[_places[key]].Where(entry => entry.Value == letter).Select(_ => key))];

    /// <summary>Whether the public sees it hidden as of a release, numbered from 0.</summary>
    public bool IsHidden(string key, int period, int release) => _shown[_places[key]][release].TryGetValue(period, out var figure) && figure is null;

    private IReadOnlyList<IReadOnlyDictionary<int, char>> Decide()
    {
        ProtectedSeries[] table =
        [
        .. _keys.Select((key, series) => new ProtectedSeries(
            series,
            key,
            Attributes,
            Vintages([.. _states[series].Select(state => state.ToDictionary(entry => entry.Key, entry => (Figure?)entry.Value))], _states[series]),
            Releases == 1 ? null : Vintages([.. _shown[series].Take(Releases - 1)], _states[series]))),
        ];
        var decided = DisclosureControl.Decide(TestCatalogue.Snapshot, table);
        return [.. _keys.Select((_, series) => decided.GetValueOrDefault(series) ?? new Dictionary<int, char>())];
    }

    private static List<VintageColumns> Vintages(IReadOnlyList<Dictionary<int, Figure?>> states, List<Dictionary<int, Figure>> truth)
    {
        var vintages = new List<VintageColumns>();
        for (var release = 0; release < states.Count; release++)
        {
            var before = release == 0 ? [] : states[release - 1];
            var made = states[release].Where(entry => !before.TryGetValue(entry.Key, out var old) || old != entry.Value).OrderBy(entry => entry.Key)
                .Select(entry => KeyValuePair.Create(entry.Key, (StoredObservation?)Stored(entry.Value, truth[release][entry.Key]))).ToArray();
            vintages.Add(new VintageColumns(
                release + 1, ObservationMap.ToColumns(Attributes, 3, made), new long[made.Length], [.. before.Keys.Except(states[release].Keys).Order()]));
        }

        return vintages;
    }

    private static SeriesColumns Attributes { get; } = new() { UnitMeasure = 1, UnitMult = 0, Decimals = 3, Periods = [], Values = [] };

    private static StoredObservation Stored(Figure? figure, Figure truth) => figure is null
        ? new(null, 'Q', truth.Flag == 'F' ? 'S' : truth.Flag, null)
        : new(figure.Value, figure.Value is null ? 'L' : 'A', figure.Flag, null);

    private int PlaceOf(string key)
    {
        if (_places.TryGetValue(key, out var place))
            return place;
        _places[key] = place = _keys.Count;
        _keys.Add(TestCatalogue.Key(key));
        _states.Add([.. Enumerable.Range(0, Releases + 1).Select(_ => new Dictionary<int, Figure>())]);
        _shown.Add([.. Enumerable.Range(0, Releases).Select(_ => new Dictionary<int, Figure?>())]);
        return place;
    }
}
