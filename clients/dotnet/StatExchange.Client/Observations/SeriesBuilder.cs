using System.Text;
using Google.Protobuf.WellKnownTypes;
using StatExchange.V1;

namespace StatExchange.Client;

/// <summary>Makes the columns of a series from observations, with exact decimals.</summary>
/// <param name="key">Identifies the series; its frequency must be the one of all periods.</param>
/// <example>
/// <code>
/// var series = new SeriesBuilder(key)
///     .Add(new Observation(TimePeriod.Parse("2017"), 94817m))
///     .Add(new Observation(TimePeriod.Parse("2018"), null, Status: 'L'))
///     .Build();
/// </code>
/// </example>
public sealed class SeriesBuilder(SeriesKey key)
{
    private readonly List<Observation> _observations = [];

    /// <summary>Unit of the values; empty for the catalogue's of the indicator.</summary>
    public string UnitMeasure { get; init; } = "";

    /// <summary>Exponent of ten of the values; null for the catalogue's of the indicator.</summary>
    public int? UnitMultiplier { get; init; }

    /// <summary>Number of decimals of every value, 0 to 15; null for as many as the value with the most has.</summary>
    public int? Decimals { get; init; }

    /// <summary>Source of the figures.</summary>
    public string Source { get; init; } = "";

    /// <summary>Adds an observation; the order is kept.</summary>
    /// <exception cref="ArgumentException">The period is of another frequency than the key.</exception>
    public SeriesBuilder Add(Observation observation)
    {
        if (observation.Period.Frequency.Code != key.Freq)
            throw new ArgumentException($"The period {observation.Period} is not of the frequency {key.Freq}.", nameof(observation));
        _observations.Add(observation);
        return this;
    }

    /// <summary>The series.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be held exactly in 64 bits with the series' decimals.</exception>
    public Series Build()
    {
        var series = new Series { Key = key, UnitMeasure = UnitMeasure, Decimals = Decimals ?? LargestScale(), Source = Source };
        if (UnitMultiplier is { } multiplier)
            series.UnitMult = multiplier;
        var status = new StringBuilder(_observations.Count);
        var confidentiality = new StringBuilder(_observations.Count);
        for (var i = 0; i < _observations.Count; i++)
        {
            var observation = _observations[i];
            series.Periods.Add(observation.Period.Ordinal);
            series.Values.Add(Scale(observation, series.Decimals));
            if (observation.Value is null)
                series.WithoutValue.Add(i);
            if (observation.Comments is { Count: > 0 } comments)
                series.Comments.Add(new ObservationComment { Position = i, Text = { comments.ToDictionary(StringComparer.Ordinal) } });
            if (observation.EmbargoUntil is { } until)
                series.Embargoes.Add(new ObservationEmbargo { Position = i, Until = until.ToTimestamp() });
            status.Append(observation.Status);
            confidentiality.Append(observation.ConfidentialityStatus);
        }

        if (series.WithoutValue.Count == _observations.Count)
            series.Values.Clear();
        series.ObsStatus = StatusColumn.Pack(status, DataStructureDefinition.NormalStatus);
        series.ConfStatus = StatusColumn.Pack(confidentiality, DataStructureDefinition.FreeStatus);
        return series;
    }

    private static long Scale(Observation observation, int decimals) =>
        observation.Value is not { } value ? 0
        : ScaledDecimal.TryScale(value, decimals, out var scaled) ? scaled
        : throw new InvalidOperationException($"The value {value} of {observation.Period} cannot be held with {decimals} decimals.");

    private int LargestScale() => _observations.Max(observation => (int?)observation.Value?.Scale) ?? 0;
}
