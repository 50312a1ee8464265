namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

/// <summary>The equations of a random walk with restarts, solved by elimination.</summary>
internal static class DenseWalk
{
    /// <summary>The scores x = d(P + dangling restarts)x + (1 − d) restart.</summary>
    public static double[] Solve(EdgeList list, double[] restart, double damping)
    {
        var n = list.NodeCount;
        var strength = new double[n];
        foreach (var (arc, weight) in list.Arcs()) { strength[arc.Source] += weight; }
        var system = new double[n, n + 1];
        for (var row = 0; row < n; row++)
        {
            var start = restart.Length == 0 ? 1.0 / n : restart[row];
            system[row, row] = 1;
            system[row, n] = (1 - damping) * start;
            for (var node = 0; node < n; node++) { system[row, node] -= strength[node] == 0 ? damping * start : 0; }
        }

        foreach (var (arc, weight) in list.Arcs()) { system[arc.Target, arc.Source] -= damping * weight / strength[arc.Source]; }
        return Eliminate(system);
    }

    /// <summary>Gauss and Jordan with the greatest pivot; the last column is the right side.</summary>
    public static double[] Eliminate(double[,] system)
    {
        var n = system.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(system[row, column]));
            for (var k = column; k <= n; k++) { (system[column, k], system[pivot, k]) = (system[pivot, k], system[column, k]); }
            for (var row = 0; row < n; row++)
            {
                if (row == column) { continue; }
                var factor = system[row, column] / system[column, column];
                for (var k = column; k <= n; k++) { system[row, k] -= factor * system[column, k]; }
            }
        }

        return [.. Enumerable.Range(0, n).Select(row => system[row, n] / system[row, row])];
    }
}
