using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace StatExchange.Benchmarks;

/// <summary>Seconds by what was measured, and their table.</summary>
internal sealed class Results(int observations)
{
    private const double Million = 1e6;

    private readonly List<(string Name, string? Raw, List<double> Seconds)> _measurements = [];

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
        var table = new Table().Border(TableBorder.Markdown).AddColumns("", "rounds", "median s", "Mobs/s", "ratio to raw", "lowest–highest");
        foreach (var (name, raw, seconds) in _measurements)
        {
            var ratios = raw is null ? [] : SecondsOf(raw).Zip(seconds, (ofRaw, ours) => ofRaw / ours).Order().ToList();
            var median = Median(seconds.Order().ToList());
            table.AddRow(
                name, $"{seconds.Count}", Text(median), Text(observations / Million / median),
                ratios.Count == 0 ? "" : Text(Median(ratios)), ratios.Count == 0 ? "" : $"{Text(ratios[0])}–{Text(ratios[^1])}");
        }

        const int width = 120;
        AnsiConsole.Profile.Width = width;
        AnsiConsole.Write(table);
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private List<double> SecondsOf(string name) => _measurements.Single(measurement => measurement.Name == name).Seconds;

    private void Add(string name, string? raw, double seconds)
    {
        if (_measurements.All(measurement => measurement.Name != name))
            _measurements.Add((name, raw, []));
        SecondsOf(name).Add(seconds);
    }
}
