using StatExchange.V1;
using AreaGroupMember = StatExchange.Server.Catalogue.AreaGroupMember;

namespace StatExchange.Server.Queries;

/// <summary>Cuts out of a series the observations that a selection asks for.</summary>
internal sealed class ObservationWindow(CodedSelection selection)
{
    private readonly Dictionary<Frequency, (int First, int Last)> _ranges = [];

    private readonly List<(Dimension Dimension, IReadOnlySet<int> Ids, ILookup<int, AreaGroupMember> Memberships)> _groups =
    [
        .. selection.Filters.Where(filter => filter.MemberIds.Count > 0).Select(filter => (
            filter.Dimension, filter.Ids,
            selection.Groups.Where(group => group.Dimension == filter.Dimension)
                .SelectMany(group => group.Group.Members).ToLookup(member => member.Area.Id))),
    ];

    /// <summary>The positions of the observations asked for, ascending.</summary>
    /// <param name="dimensionIds">The series' key.</param>
    /// <param name="frequency">The series' frequency.</param>
    /// <param name="periods">The periods of its observations as known at the moment asked for, ascending.</param>
    public IReadOnlyList<int> Positions(int[] dimensionIds, Frequency frequency, IReadOnlyList<int> periods)
    {
        var (first, last) = Range(frequency);
        var positions = new List<int>(periods.Count);
        for (var position = 0; position < periods.Count; position++)
        {
            var period = periods[position];
            if (period >= first && period <= last && IsMember(dimensionIds, frequency, period))
                positions.Add(position);
        }

        var surplus = selection.LastObservations > 0 ? positions.Count - selection.LastObservations : 0;
        if (surplus > 0)
            positions.RemoveRange(0, surplus);
        return positions;
    }

    /// <summary>The ordinals of a frequency's periods that lie within the selection's days.</summary>
    public (int First, int Last) Range(Frequency frequency)
    {
        if (!_ranges.TryGetValue(frequency, out var range))
            _ranges[frequency] = range = frequency.OrdinalsWithin(selection.FirstDay, selection.LastDay);
        return range;
    }

    private bool IsMember(int[] dimensionIds, Frequency frequency, int period)
    {
        foreach (var (dimension, ids, memberships) in _groups)
        {
            var id = dimensionIds[dimension.Position];
            if (!ids.Contains(id) && !memberships[id].Any(member => member.IsMemberOn(frequency.LastDayOf(period))))
                return false;
        }

        return true;
    }
}
