using StatExchange.Server.Database.Figures;
using StatExchange.V1;
using static StatExchange.V1.DataStructureDefinition;

namespace StatExchange.Server.Submissions;

/// <summary>
/// What a submission makes of one series: its pieces applied in order to the current figures, with SDMX's meaning of the
/// actions, and what they replace.
/// </summary>
internal sealed class SeriesMerge
{
    private readonly SeriesColumns? _current;
    private readonly ObservationMap _before;
    private readonly ObservationMap _after;
    private readonly HashSet<int> _stated = [];
    private readonly HashSet<int> _summed = [];
    private readonly HashSet<int> _named = [];
    private SeriesColumns? _attributes;
    private short _statedDecimals;

    /// <summary>Begins with the current figures of the series; null when it has none.</summary>
    public SeriesMerge(SeriesColumns? current)
    {
        _current = current;
        _attributes = current;
        _before = ObservationMap.From(current);
        _after = ObservationMap.From(current);
    }

    /// <summary>Observations that were not there before.</summary>
    public int Added { get; private set; }

    /// <summary>Observations that differ from before.</summary>
    public int Changed { get; private set; }

    /// <summary>Observations that were removed.</summary>
    public int Deleted { get; private set; }

    /// <summary>Observations that were stated as they were before.</summary>
    public int Unchanged { get; private set; }

    /// <summary>The figures before; null when the series had none.</summary>
    public SeriesColumns? Before => _current;

    /// <summary>Whether the series had observations before.</summary>
    public bool HadObservations => _before.Count > 0;

    /// <summary>Observations that a merge left without a value though their status requires one, by ascending period.</summary>
    public IReadOnlyList<int> Incomplete =>
        [.. _after.Where(entry => entry.Value.Value is null && !ForbidsValue(entry.Value.Status)).Select(entry => entry.Key)];

    /// <summary>Applies the next piece.</summary>
    /// <param name="action">What is to be done with it.</param>
    /// <param name="piece">Its attributes and observations; when they are summed a period may repeat.</param>
    /// <param name="withoutValue">Periods whose value a merge does not state; null when all do.</param>
    /// <param name="sums">Whether values are added to what this submission stated before.</param>
    /// <param name="leftOut">Positions, from 1, of observations that are left out; null when none is.</param>
    public void Apply(
        SeriesAction action, SeriesColumns piece, IReadOnlyCollection<int>? withoutValue, bool sums = false, IReadOnlyCollection<int>? leftOut = null)
    {
        if (action == SeriesAction.Delete)
        {
            if (piece.Count == 0)
            {
                _after.Clear();
                _summed.Clear();
            }

            foreach (var period in piece.Periods)
            {
                _after.Remove(period);
                _summed.Remove(period);
            }

            // A series without observations is gone, and what describes it with them.
            if (_after.Count == 0 && _attributes is not null)
                _attributes = _attributes with { Source = null };
            return;
        }

        if (leftOut?.Count == piece.Count)
            return;
        _attributes = piece with { Source = piece.Source ?? _attributes?.Source };
        _statedDecimals = Math.Max(_statedDecimals, piece.Decimals);
        for (var position = 0; position < piece.Count; position++)
        {
            if (leftOut?.Contains(position + 1) == true)
                continue;
            var period = piece.Periods[position];
            var stated = ObservationMap.At(piece, position);
            _named.Add(period);
            if (withoutValue?.Contains(period) == true)
                stated = stated with { Value = null };
            else
                _stated.Add(period);
            if (sums)
            {
                _after[period] = _summed.Add(period) ? Complete(Restricted(period, stated, action)) : Add(_after[period], stated);
                continue;
            }

            _after[period] = action == SeriesAction.Replace || !_after.TryGetValue(period, out var existing)
                ? Complete(stated)
                : Merge(existing, stated);
        }
    }

    /// <summary>
    /// The figures afterwards, and the entry of the history: what they replace, null when the series is new. Nothing at all when
    /// the series stays as it is.
    /// </summary>
    /// <exception cref="OverflowException">A value does not fit the decimals that old and new observations share.</exception>
    public (SeriesColumns Next, SeriesColumns? Replaced)? Finish()
    {
        var decimals = _after.Keys.All(_stated.Contains) && _stated.Count > 0
            ? _statedDecimals
            : Math.Max(_statedDecimals, _current?.Decimals ?? 0);
        var replaced = new SortedDictionary<int, StoredObservation?>();
        foreach (var (period, observation) in _after)
        {
            var existed = _before.TryGetValue(period, out var before);
            if (existed && before!.SaysTheSameAs(observation))
            {
                Unchanged += _named.Contains(period) ? 1 : 0;
                continue;
            }

            replaced[period] = before;
            (Added, Changed) = existed ? (Added, Changed + 1) : (Added + 1, Changed);
        }

        foreach (var (period, observation) in _before.Where(entry => !_after.ContainsKey(entry.Key)))
        {
            replaced[period] = observation;
            Deleted++;
        }

        if (_attributes is null || (_current is null && _after.Count == 0))
            return null;
        if (_current is not null && replaced.Count == 0 && SameAttributes(_current, _attributes, decimals))
            return null;
        return (
            _after.ToColumns(_attributes, decimals),
            _current is null ? null : ObservationMap.ToColumns(_current, _current.Decimals, replaced));
    }

    private static bool SameAttributes(SeriesColumns current, SeriesColumns next, short decimals) =>
        current.UnitMeasure == next.UnitMeasure && current.UnitMult == next.UnitMult
        && current.Source == next.Source && current.Decimals == decimals;

    private static StoredObservation Complete(StoredObservation stated) => stated with
    {
        Status = stated.Status == NotStated ? NormalStatus : stated.Status,
        Confidentiality = stated.Confidentiality == NotStated ? FreeStatus : stated.Confidentiality,
    };

    // A sum of rows that say nothing of confidentiality does not free the restricted value that it takes the place of.
    private StoredObservation Restricted(int period, StoredObservation stated, SeriesAction action) =>
        stated.Confidentiality == NotStated && action != SeriesAction.Replace && _before.TryGetValue(period, out var before) && before.Value is not null
            ? stated with { Confidentiality = before.Confidentiality }
            : stated;

    // A sum is no better than what went into it: a status other than normal stays, and so does every comment.
    private static StoredObservation Add(StoredObservation sum, StoredObservation stated)
    {
        var added = Complete(stated);
        var comment = sum.Comment is null ? null : new SortedDictionary<string, string>(sum.Comment, StringComparer.Ordinal);
        foreach (var (language, text) in added.Comment ?? [])
        {
            comment ??= new SortedDictionary<string, string>(StringComparer.Ordinal);
            var before = comment.GetValueOrDefault(language, string.Empty);
            if (!before.Contains(text, StringComparison.Ordinal))
                comment[language] = before.Length == 0 ? text : $"{before}; {text}";
        }

        return new StoredObservation(
            sum.Value + added.Value, sum.Status == NormalStatus ? added.Status : sum.Status,
            sum.Confidentiality == FreeStatus ? added.Confidentiality : sum.Confidentiality, comment);
    }

    private static StoredObservation Merge(StoredObservation existing, StoredObservation stated)
    {
        var status = stated.Status;
        if (status == NotStated)
            status = stated.Value is not null && ForbidsValue(existing.Status) ? NormalStatus : existing.Status;
        var comment = existing.Comment is null ? null : new SortedDictionary<string, string>(existing.Comment, StringComparer.Ordinal);
        foreach (var (language, text) in stated.Comment ?? [])
            (comment ??= new SortedDictionary<string, string>(StringComparer.Ordinal))[language] = text;
        var value = ForbidsValue(status) ? null : stated.Value ?? existing.Value;

        // A restricted value stays so until its provider says that it is free. A suppressed cell had none to protect: its flag does not
        // stay with a value that is given for it.
        var confidentiality = stated.Confidentiality != NotStated ? stated.Confidentiality
            : value is not null && existing.Value is null ? FreeStatus : existing.Confidentiality;
        return new StoredObservation(value, status, confidentiality, comment);
    }
}
