using System.Globalization;
using Spectre.Console;

namespace StatExchange.Benchmarks.Vintages;

/// <summary>The tables of what earlier views cost and take.</summary>
internal static class VintageResults
{
    private const double MicrosecondsPerMillisecond = 1000;

    /// <summary>Prints the times: medians over the rounds, and medians of each round's own ratios.</summary>
    public static void Print(IReadOnlyDictionary<VintageStep, Samples> milliseconds)
    {
        var table = Tables.WithColumns(
            "releases", "", "median ms", "lowest–highest", "ratio to raw", "undone", "times current", "lowest–highest", "times current and changes", "µs an undone one");
        foreach (var (step, times) in milliseconds)
        {
            var (current, changes) = (Of(VintageStep.Current), Of(VintageStep.Changes));
            var toRaw = step.Name is VintageStep.Current ? Of(VintageStep.Raw).With(times, Ratio) : [];
            var toCurrent = step.Undone > 0 ? times.With(current, Ratio) : [];
            var toBoth = step.Name is VintageStep.First ? times.With(current.With(changes, (one, other) => one + other), Ratio) : [];
            var undoing = step.Name is VintageStep.First or VintageStep.Middle
                ? times.With(current, (earlier, now) => (earlier - now) * MicrosecondsPerMillisecond / step.Undone)
                : [];
            table.AddRow(
                Number(step.Releases), step.Name, times.MedianText(), times.RangeText(), toRaw.MedianText(), step.Undone > 0 ? Number(step.Undone) : "",
                toCurrent.MedianText(), toCurrent.RangeText(), toBoth.MedianText(), undoing.MedianText());

            Samples Of(string name) => milliseconds.Single(entry => entry.Key.Releases == step.Releases && entry.Key.Name == name).Value;
        }

        Tables.Write(table);
    }

    /// <summary>Prints bytes, with the indexes.</summary>
    public static async Task PrintStorageAsync(IEnumerable<(int Releases, StoredFigures Stored)> exchanges)
    {
        var table = Tables.WithColumns("releases", "table", "observations", "bytes an observation", "after VACUUM FULL");
        foreach (var (releases, stored) in exchanges)
        {
            string[] tables = ["series_current", "series_history"];
            var found = await Task.WhenAll(
                tables.Select(async name => (Name: name, Observations: await stored.ObservationsAsync(name), Bytes: await stored.BytesAsync(name))));
            await stored.VacuumFullAsync();
            foreach (var (name, observations, bytes) in found)
            {
                table.AddRow(
                    Number(releases), name, Number(observations), Samples.Text((double)bytes / observations),
                    Samples.Text((double)await stored.BytesAsync(name) / observations));
            }
        }

        Tables.Write(table);
    }

    private static double Ratio(double ours, double other) => ours / other;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
