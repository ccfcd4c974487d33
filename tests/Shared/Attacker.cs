using Google.OrTools.LinearSolver;

namespace StatExchange.TestTables;

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
    private readonly IReadOnlyList<IReadOnlyDictionary<(string Key, int Period), Figure>> _truth;

    /// <param name="truth">The true figures after each release.</param>
    /// <param name="relations">What adds up: values at key and period, each with its factor, sum to 0.</param>
    /// <param name="threshold">The threshold of small counts; 0 for none.</param>
    /// <param name="isHidden">Whether he does not see the value of a key and period as of a release, numbered from 0.</param>
    public Attacker(
        IReadOnlyList<IReadOnlyDictionary<(string Key, int Period), Figure>> truth,
        IEnumerable<IReadOnlyList<(string Key, int Period, int Factor)>> relations,
        int threshold,
        Func<string, int, int, bool> isHidden)
    {
        _truth = truth;
        foreach (var (key, period) in truth.SelectMany(state => state.Keys).Distinct())
            AddRuns(key, period, threshold, isHidden);
        foreach (var relation in relations)
        {
            for (var release = 0; release < truth.Count; release++)
                AddRelation(relation, release);
        }
    }

    /// <summary>The number of values that he does not see.</summary>
    public int HiddenCount => _hidden.Count;

    /// <summary>What he finds out: each hidden value that he knows exactly.</summary>
    public IReadOnlyList<string> Recovered() =>
        [.. _hidden.Where(hidden => Solve(hidden.Variable, maximise: true) - Solve(hidden.Variable, maximise: false) < Width).Select(hidden => hidden.Name)];

    private double Solve(Variable variable, bool maximise)
    {
        var objective = _solver.Objective();
        objective.Clear();
        objective.SetCoefficient(variable, 1);
        objective.SetOptimizationDirection(maximise);
        return _solver.Solve() is var status && status == Solver.ResultStatus.OPTIMAL
            ? objective.Value()
            : throw new InvalidOperationException($"The solver says {status}: the truth does not fulfil what the attacker takes for true.");
    }

    private void AddRuns(string key, int period, int threshold, Func<string, int, int, bool> isHidden)
    {
        var runs = RunsOf(key, period).ToArray();
        foreach (var run in Enumerable.Range(0, runs.Length).Where(release => runs[release] >= 0).GroupBy(release => runs[release]))
        {
            var figure = _truth[run.Last()][(key, period)];
            var value = Math.Round((double)figure.Value!.Value * Scale);
            if (run.Any(release => !isHidden(key, period, release)))
            {
                _variables[(key, period, run.Key)] = _solver.MakeNumVar(value, value, string.Empty);
                continue;
            }

            var (low, high) = figure.Flag != 'F' || threshold == 0 || value == 0 ? (0, Far)
                : value <= threshold * Scale ? (Scale, threshold * Scale) : ((threshold + 1) * Scale, Far);
            var variable = _solver.MakeNumVar(key.Contains("_NET", StringComparison.Ordinal) ? -Far : low, high, string.Empty);
            _variables[(key, period, run.Key)] = variable;
            _hidden.Add(($"{key} {period} run {run.Key}: {figure}", variable));
        }
    }

    // The number of the run that each release is in; -1 where there is no value.
    private IEnumerable<int> RunsOf(string key, int period)
    {
        var (run, last) = (-1, (decimal?)null);
        foreach (var state in _truth)
        {
            var value = state.GetValueOrDefault((key, period))?.Value;
            if (value is not null && value != last)
                run++;
            last = value;
            yield return value is null ? -1 : run;
        }
    }

    private void AddRelation(IReadOnlyList<(string Key, int Period, int Factor)> relation, int release)
    {
        var constraint = _solver.MakeConstraint(0, 0, string.Empty);
        foreach (var (key, period, factor) in relation)
            constraint.SetCoefficient(_variables[(key, period, RunsOf(key, period).ElementAt(release))], factor);
    }
}
