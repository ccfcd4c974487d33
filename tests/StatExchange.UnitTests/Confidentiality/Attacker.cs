using Google.OrTools.LinearSolver;

namespace StatExchange.UnitTests.Confidentiality;

/// <summary>
/// Somebody who knows everything that is public, in all vintages, what adds up to what, what flags mean, and even when hidden
/// figures changed, and has a solver of linear programs.
/// </summary>
internal sealed class Attacker
{
    private const double Width = 1e-6;

    // Tables here have one decimal; in whole numbers the solver makes no mistakes of rounding.
    private const double Scale = 10;

    // Larger than any sum in these tables. The solver tells "unbounded" and "impossible" apart only where there are bounds.
    private const double Far = 1e6;

    private readonly Solver _solver = Solver.CreateSolver("GLOP");
    private readonly Dictionary<(string Key, int Period, int Run), Variable> _variables = [];
    private readonly List<(string Name, Variable Variable)> _hidden = [];

    /// <param name="table">The table.</param>
    /// <param name="relations">What adds up: values at key and period, each with its factor, sum to 0.</param>
    /// <param name="threshold">The threshold of small counts; 0 for none.</param>
    /// <param name="isHidden">Whether he does not see the value of a key at a release and period.</param>
    public Attacker(
        ProtectedTable table, IEnumerable<IReadOnlyList<(string Key, int Period, int Factor)>> relations, int threshold, Func<string, int, int, bool> isHidden)
    {
        foreach (var key in table.Keys)
        {
            foreach (var period in table.Periods(key))
                AddRuns(table, key, period, threshold, isHidden);
        }

        foreach (var relation in relations)
        {
            for (var release = 1; release <= table.Releases; release++)
                AddRelation(table, relation, release);
        }
    }

    /// <summary>What he finds out: each hidden value that he knows exactly.</summary>
    public IReadOnlyList<string> Recovered() => [.. _hidden.Where(hidden => Highest(hidden.Variable) - Lowest(hidden.Variable) < Width).Select(hidden => hidden.Name)];

    /// <summary>The number of values that he does not see.</summary>
    public int HiddenCount => _hidden.Count;

    private double Lowest(Variable variable) => Solve(variable, maximise: false);

    private double Highest(Variable variable) => Solve(variable, maximise: true);

    private double Solve(Variable variable, bool maximise)
    {
        var objective = _solver.Objective();
        objective.Clear();
        objective.SetCoefficient(variable, 1);
        objective.SetOptimizationDirection(maximise);
        return _solver.Solve() switch
        {
            Solver.ResultStatus.OPTIMAL => objective.Value(),
            var status => throw new InvalidOperationException($"The solver says {status}: the truth does not fulfil what the attacker takes for true."),
        };
    }

    private void AddRuns(ProtectedTable table, string key, int period, int threshold, Func<string, int, int, bool> isHidden)
    {
        var runs = RunsOf(table, key, period).ToArray();
        foreach (var run in Enumerable.Range(0, runs.Length).Where(release => runs[release] >= 0).GroupBy(release => runs[release]))
        {
            var figure = table.True(key, run.Last() + 1, period)!;
            var value = (double)(figure.Value!.Value * (decimal)Scale);
            if (run.Any(release => !isHidden(key, release + 1, period)))
            {
                _variables[(key, period, run.Key)] = _solver.MakeNumVar(value, value, string.Empty);
                continue;
            }

            var (low, high) = figure.Flag != 'F' || threshold == 0 || value == 0 ? (0d, Far)
                : value <= threshold * Scale ? (Scale, threshold * Scale) : ((threshold + 1) * Scale, Far);
            if (key.Contains("_NET", StringComparison.Ordinal))
                low = -Far;
            var variable = _solver.MakeNumVar(low, high, string.Empty);
            _variables[(key, period, run.Key)] = variable;
            _hidden.Add(($"{key} {period} run {run.Key}: {value / Scale}", variable));
        }
    }

    // The number of the run that each release is in; -1 where there is no value.
    private static IEnumerable<int> RunsOf(ProtectedTable table, string key, int period)
    {
        var (run, last) = (-1, (decimal?)null);
        for (var release = 1; release <= table.Releases; release++)
        {
            var value = table.True(key, release, period)?.Value;
            if (value is not null && value != last)
                run++;
            last = value;
            yield return value is null ? -1 : run;
        }
    }

    private void AddRelation(ProtectedTable table, IReadOnlyList<(string Key, int Period, int Factor)> relation, int release)
    {
        var present = relation.Where(member => table.Keys.Contains(member.Key) && table.True(member.Key, release, member.Period)?.Value is not null).ToArray();
        if (present.Length < 2 || present.All(member => member.Factor > 0) || present.Sum(member => member.Factor * table.True(member.Key, release, member.Period)!.Value) != 0)
            return;
        var constraint = _solver.MakeConstraint(0, 0, string.Empty);
        foreach (var (key, period, factor) in present)
            constraint.SetCoefficient(_variables[(key, period, RunsOf(table, key, period).ElementAt(release - 1))], factor);
    }
}
