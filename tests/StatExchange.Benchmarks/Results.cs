using System.Diagnostics;
using Spectre.Console;

namespace StatExchange.Benchmarks;

/// <summary>Seconds by what was measured, and their table.</summary>
internal sealed class Results(int observations)
{
    private const double Million = 1e6;

    private readonly List<(string Name, string? Raw, Samples Seconds)> _measurements = [];

    /// <summary>Measures a step of a round; <paramref name="raw"/> names what it is compared to.</summary>
    public async Task<T> MeasureAsync<T>(string name, string? raw, Func<Task<T>> step)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await step();
        Add(name, raw, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return result;
    }

    /// <summary>Adds the last round's seconds of several steps as one.</summary>
    public void AddSum(string name, string raw, params IEnumerable<string> steps) => Add(name, raw, steps.Sum(step => SecondsOf(step)[^1]));

    /// <summary>Prints the table: medians over the rounds, and the median of each round's own ratio.</summary>
    public void Print()
    {
        var table = Tables.WithColumns("", "rounds", "median s", "Mobs/s", "ratio to raw", "lowest–highest");
        foreach (var (name, raw, seconds) in _measurements)
        {
            var ratios = raw is null ? [] : SecondsOf(raw).With(seconds, (ofRaw, ours) => ofRaw / ours);
            table.AddRow(
                name, $"{seconds.Count}", seconds.MedianText(), Samples.Text(observations / Million / seconds.Median), ratios.MedianText(), ratios.RangeText());
        }

        Tables.Write(table);
    }

    private Samples SecondsOf(string name) => _measurements.Single(measurement => measurement.Name == name).Seconds;

    private void Add(string name, string? raw, double seconds)
    {
        if (_measurements.All(measurement => measurement.Name != name))
            _measurements.Add((name, raw, []));
        SecondsOf(name).Add(seconds);
    }
}
