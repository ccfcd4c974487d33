namespace StatExchange.Server.Confidentiality;

/// <summary>
/// Which of several unknowns that each can go one way only can do so together, while equations between them go on to hold: the
/// simplex method, with Bland's rule, on the small systems that elimination leaves.
/// </summary>
internal static class FeasibleDirections
{
    private const double Zero = 1e-9;

    /// <summary>Finds all unknowns that some common step moves.</summary>
    /// <param name="equations">Each a factor an unknown, by which an unknown's step up counts; the sum is to be 0.</param>
    /// <param name="count">The number of unknowns; each can only go up.</param>
    public static IReadOnlySet<int> Movable(IReadOnlyList<double[]> equations, int count)
    {
        var movable = new HashSet<int>();
        while (Step(equations, count, movable) is { Count: > 0 } more)
            movable.UnionWith(more);
        return movable;
    }

    // Steps add up: what one moves and what another moves, both move. So each is to move something new.
    private static List<int> Step(IReadOnlyList<double[]> equations, int count, HashSet<int> known)
    {
        // Σ a d ≤ 0 and Σ -a d ≤ 0 for each equation, Σ d ≤ 1, and a slack each, which is the first basis.
        var rows = (2 * equations.Count) + 1;
        var width = count + rows + 1;
        var table = new double[rows + 1][];
        for (var row = 0; row <= rows; row++)
            table[row] = new double[width];
        for (var column = 0; column < count; column++)
        {
            for (var equation = 0; equation < equations.Count; equation++)
            {
                table[2 * equation][column] = equations[equation][column];
                table[(2 * equation) + 1][column] = -equations[equation][column];
            }

            table[rows - 1][column] = 1;
            table[rows][column] = known.Contains(column) ? 0 : -1;
        }

        var basis = new int[rows];
        for (var row = 0; row < rows; row++)
            table[row][basis[row] = count + row] = 1;
        table[rows - 1][width - 1] = 1;

        while (Entering(table[rows], width - 1) is var entering and >= 0 && Leaving(table, basis, rows, entering) is var leaving and >= 0)
        {
            Pivot(table, leaving, entering);
            basis[leaving] = entering;
        }

        return [.. Enumerable.Range(0, rows).Where(row => basis[row] < count && table[row][width - 1] > Zero && !known.Contains(basis[row])).Select(row => basis[row])];
    }

    private static int Entering(double[] objective, int width) => Array.FindIndex(objective, 0, width, factor => factor < -Zero);

    private static int Leaving(double[][] table, int[] basis, int rows, int entering)
    {
        var (best, leaving) = (double.MaxValue, -1);
        for (var row = 0; row < rows; row++)
        {
            if (table[row][entering] <= Zero)
                continue;
            var ratio = table[row][^1] / table[row][entering];
            if (ratio < best - Zero || (ratio < best + Zero && leaving >= 0 && basis[row] < basis[leaving]))
                (best, leaving) = (ratio, row);
        }

        return leaving;
    }

    private static void Pivot(double[][] table, int leaving, int entering)
    {
        var pivot = table[leaving];
        var divisor = pivot[entering];
        for (var column = 0; column < pivot.Length; column++)
            pivot[column] /= divisor;
        foreach (var row in table)
        {
            var factor = row[entering];
            if (row == pivot || factor == 0)
                continue;
            for (var column = 0; column < row.Length; column++)
                row[column] -= factor * pivot[column];
        }
    }
}
