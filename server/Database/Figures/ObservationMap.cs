using StatExchange.V1;

namespace StatExchange.Server.Database.Figures;

/// <summary>The observations of one series by period, while they are changed: between columns and columns.</summary>
internal sealed class ObservationMap : SortedDictionary<int, StoredObservation>
{
    /// <summary>Takes the observations out of columns.</summary>
    public static ObservationMap From(SeriesColumns? columns)
    {
        var map = new ObservationMap();
        for (var position = 0; position < (columns?.Count ?? 0); position++)
            map[columns!.Periods[position]] = At(columns, position);
        return map;
    }

    /// <summary>The observation at a position of columns.</summary>
    public static StoredObservation At(SeriesColumns columns, int position)
    {
        var status = columns.StatusAt(position);
        return new StoredObservation(
            SeriesColumns.HasValue(status) ? ScaledDecimal.ToDecimal(columns.Values[position], columns.Decimals) : null,
            status, columns.ConfidentialityAt(position), columns.Comments?.GetValueOrDefault(columns.Periods[position]));
    }

    /// <summary>Puts observations into columns.</summary>
    /// <param name="attributes">Whose attributes the columns get.</param>
    /// <param name="decimals">The number of decimals of all values.</param>
    /// <param name="observations">The observations by ascending period; null is one that is absent.</param>
    /// <exception cref="OverflowException">A value does not fit with these decimals.</exception>
    public static SeriesColumns ToColumns(
        SeriesColumns attributes, short decimals, IReadOnlyCollection<KeyValuePair<int, StoredObservation?>> observations)
    {
        var periods = new int[observations.Count];
        var values = new long[observations.Count];
        var statuses = new char[observations.Count];
        var confidentialities = new char[observations.Count];
        ObservationComments? comments = null;
        var position = 0;
        foreach (var (period, observation) in observations)
        {
            periods[position] = period;
            statuses[position] = observation?.Status ?? SeriesColumns.Absent;
            confidentialities[position] = observation?.Confidentiality ?? DataStructureDefinition.FreeStatus;
            if (observation?.Value is { } value && !ScaledDecimal.TryScale(value, decimals, out values[position]))
                throw new OverflowException($"{value} does not fit with {decimals} decimals.");
            if (observation?.Comment is { Count: > 0 } comment)
                (comments ??= [])[period] = comment;
            position++;
        }

        return attributes with
        {
            Decimals = decimals,
            Periods = periods,
            Values = values,
            ObsStatus = LettersOrNull(statuses, DataStructureDefinition.NormalStatus),
            ConfStatus = LettersOrNull(confidentialities, DataStructureDefinition.FreeStatus),
            Comments = comments,
        };
    }

    /// <summary>Puts these observations into columns.</summary>
    public SeriesColumns ToColumns(SeriesColumns attributes, short decimals) =>
        ToColumns(attributes, decimals, [.. this.Select(entry => KeyValuePair.Create(entry.Key, (StoredObservation?)entry.Value))]);

    private static string? LettersOrNull(char[] letters, char standard) =>
        letters.AsSpan().ContainsAnyExcept(standard) ? new string(letters) : null;
}
