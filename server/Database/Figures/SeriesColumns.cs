using StatExchange.V1;

namespace StatExchange.Server.Database.Figures;

/// <summary>
/// A series as tables hold it: attributes, and observations as columns by ascending period. Entry i of each column belongs to
/// observation i.
/// </summary>
internal sealed record SeriesColumns
{
    /// <summary>Stands in the status column of history for an observation that was not there.</summary>
    public const char Absent = '-';

    /// <summary>Id of the unit's code.</summary>
    public required int UnitMeasure { get; init; }

    /// <summary>Exponent of ten of the unit.</summary>
    public required short UnitMult { get; init; }

    /// <summary>Number of decimals of all values.</summary>
    public required short Decimals { get; init; }

    /// <summary>The source as stated; null when none is.</summary>
    public string? Source { get; init; }

    /// <summary>Ordinals of the periods, ascending and distinct.</summary>
    public required int[] Periods { get; init; }

    /// <summary>Values times 10^decimals; 0 where there is none.</summary>
    public required long[] Values { get; init; }

    /// <summary>A letter an observation; null when all are normal.</summary>
    public string? ObsStatus { get; init; }

    /// <summary>A letter an observation; null when all are free.</summary>
    public string? ConfStatus { get; init; }

    /// <summary>Comments by observation; null when there are none.</summary>
    public ObservationComments? Comments { get; init; }

    /// <summary>Number of observations.</summary>
    public int Count => Periods.Length;

    /// <summary>The observation status at a position.</summary>
    public char StatusAt(int position) => ObsStatus?[position] ?? DataStructureDefinition.NormalStatus;

    /// <summary>The confidentiality status at a position.</summary>
    public char ConfidentialityAt(int position) => ConfStatus?[position] ?? DataStructureDefinition.FreeStatus;

    /// <summary>The observations at some positions, ascending.</summary>
    public SeriesColumns At(IReadOnlyList<int> positions)
    {
        int[] periods = [.. positions.Select(position => Periods[position])];
        var kept = new ObservationComments();
        foreach (var period in periods)
        {
            if (Comments is not null && Comments.TryGetValue(period, out var text))
                kept[period] = text;
        }

        return this with
        {
            Periods = periods,
            Values = [.. positions.Select(position => Values[position])],
            ObsStatus = ObsStatus is null ? null : string.Concat(positions.Select(position => ObsStatus[position])),
            ConfStatus = ConfStatus is null ? null : string.Concat(positions.Select(position => ConfStatus[position])),
            Comments = kept.Count > 0 ? kept : null,
        };
    }

    /// <summary>Whether the observation at a position has a value. Its status decides.</summary>
    public static bool HasValue(char status) => status != Absent && !DataStructureDefinition.ForbidsValue(status);
}
