using CsCheck;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

/// <summary>Eigenvectors, hubs and authorities, Katz: against the equations they solve, on dense matrices.</summary>
public sealed class SpectralTests
{
    [Fact]
    public void An_undirected_eigenvector_solves_its_equation_with_the_greatest_eigenvalue() => TestGraphs.Undirected.Sample(list =>
    {
        var scores = new double[list.NodeCount];
        using var crew = new Crew(2);
        var outcome = EigenvectorCentrality.Compute(list.Build(), scores, 1e-9, 100_000, crew);
        Assert.True(outcome.IsConverged);
        AssertSolves(Dense(list), scores, outcome.Eigenvalue);
        var jacobi = DenseEigenvalues(Dense(list));
        Assert.Equal(jacobi.DefaultIfEmpty(0).Max(), outcome.Eigenvalue, 1e-6);
        Assert.All(scores, score => Assert.True(score >= 0));
    });

    [Fact]
    public void A_directed_eigenvector_solves_its_equation_or_says_that_it_did_not_settle() => TestGraphs.Any.Where(list => list.IsDirected).Sample(list =>
    {
        var scores = new double[list.NodeCount];
        using var crew = new Crew(1);
        var outcome = EigenvectorCentrality.Compute(list.Build(), scores, 1e-11, 3_000, crew);
        if (outcome.IsConverged) { AssertSolves(Dense(list), scores, outcome.Eigenvalue); }
    });

    [Fact]
    public void The_middle_of_a_star_is_as_central_as_all_leaves_together_squared()
    {
        var scores = new double[10];
        using var crew = new Crew(1);
        var outcome = EigenvectorCentrality.Compute(TestGraphs.Star(9).Build(), scores, 1e-12, 1_000, crew);
        Assert.Equal(3, outcome.Eigenvalue, 1e-10);
        Assert.Equal(Math.Sqrt(0.5), scores[0], 1e-10);
        Assert.All(scores[1..], score => Assert.Equal(Math.Sqrt(0.5) / 3, score, 1e-10));
    }

    [Fact]
    public void Authorities_and_hubs_solve_their_equations() => TestGraphs.Any.Sample(list =>
    {
        var (hubs, authorities) = (new double[list.NodeCount], new double[list.NodeCount]);
        using var crew = new Crew(2);
        var outcome = Hits.Compute(list.Build(), hubs, authorities, 1e-10, 100_000, crew);
        Assert.True(outcome.IsConverged);
        if (list.NodeCount == 0 || list.Arcs().Count == 0) { return; }
        Assert.Equal(1, hubs.Sum(), 1e-9);
        Assert.Equal(1, authorities.Sum(), 1e-9);
        var incoming = Dense(list); // [target][source]
        var gram = Product(incoming, Transposed(incoming));
        AssertSolves(gram, Unit(authorities), outcome.Eigenvalue);
        AssertSolves(Product(Transposed(incoming), incoming), Unit(hubs), outcome.Eigenvalue);
    });

    [Fact]
    public void Katz_scores_solve_their_equation_when_the_walks_add_up() => TestGraphs.Any.Select(Gen.Double[0, 0.3]).Sample((list, alpha) =>
    {
        var scores = new double[list.NodeCount];
        using var crew = new Crew(2);
        var (_, isConverged) = Katz.Compute(list.Build(), scores, alpha, 1e-13, 2_000, crew);
        if (!isConverged || list.NodeCount == 0) { return; }
        var (n, dense) = (list.NodeCount, Dense(list));
        var system = new double[n, n + 1];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) { system[i, j] = (i == j ? 1 : 0) - (alpha * dense[i][j]); }
            system[i, n] = 1;
        }

        var expected = Unit(DenseWalk.Eliminate(system));
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    });

    [Fact]
    public void Katz_says_when_the_walks_do_not_add_up()
    {
        using var crew = new Crew(1);
        Assert.False(Katz.Compute(TestGraphs.Star(9).Build(), new double[10], 0.4, 1e-9, 100_000, crew).IsConverged); // 1 / 3 is the limit
        Assert.True(Katz.Compute(TestGraphs.Star(9).Build(), new double[10], 0.3, 1e-9, 100_000, crew).IsConverged);
    }

    [Fact]
    public void The_bits_are_the_same_whatever_the_number_of_threads()
    {
        var graph = (TestGraphs.Scalefree(20_000, 5, seed: 2) with { IsDirected = true }).Build();
        var undirected = TestGraphs.Scalefree(20_000, 5, seed: 2).Build();
        var expected = All(1);
        Assert.All([2, 3, 7], workers => Assert.Equal(expected, All(workers)));

        double[] All(int workers)
        {
            using var crew = new Crew(workers);
            var columns = Enumerable.Range(0, 5).Select(_ => new double[20_000]).ToArray();
            EigenvectorCentrality.Compute(undirected, columns[0], 1e-9, 1_000, crew);
            EigenvectorCentrality.Compute(graph, columns[1], 1e-6, 50, crew);
            Hits.Compute(graph, columns[2], columns[3], 1e-9, 1_000, crew);
            Katz.Compute(graph, columns[4], 0.01, 1e-9, 100, crew);
            return [.. columns.SelectMany(column => column)];
        }
    }

    private static double[][] Dense(EdgeList list)
    {
        var dense = Enumerable.Range(0, list.NodeCount).Select(_ => new double[list.NodeCount]).ToArray();
        foreach (var (arc, weight) in list.Arcs()) { dense[arc.Target][arc.Source] = weight; }
        return dense;
    }

    private static double[][] Transposed(double[][] matrix) =>
        [.. Enumerable.Range(0, matrix.Length).Select(i => Enumerable.Range(0, matrix.Length).Select(j => matrix[j][i]).ToArray())];

    private static double[][] Product(double[][] a, double[][] b) =>
        [.. Enumerable.Range(0, a.Length).Select(i => Enumerable.Range(0, a.Length).Select(j => Enumerable.Range(0, a.Length).Sum(k => a[i][k] * b[k][j])).ToArray())];

    private static double[] Unit(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }

    private static void AssertSolves(double[][] matrix, double[] vector, double eigenvalue)
    {
        var off = matrix.Select((row, i) => row.Zip(vector).Sum(pair => pair.First * pair.Second) - (eigenvalue * vector[i])).Sum(value => value * value);
        Assert.True(Math.Sqrt(off) <= 1e-6 * Math.Max(1, eigenvalue), $"off by {Math.Sqrt(off)} at {eigenvalue}");
    }

    /// <summary>Jacobi's rotations (1846), until nothing is left beside the diagonal.</summary>
    private static double[] DenseEigenvalues(double[][] a)
    {
        for (var sweep = 0; sweep < 60; sweep++)
        {
            for (var p = 0; p < a.Length; p++)
            {
                for (var q = p + 1; q < a.Length; q++) { Rotate(a, p, q); }
            }
        }

        return [.. a.Select((row, i) => row[i])];
    }

    private static void Rotate(double[][] a, int p, int q)
    {
        if (Math.Abs(a[p][q]) < 1e-300) { return; }
        var angle = 0.5 * Math.Atan2(2 * a[p][q], a[q][q] - a[p][p]);
        var (sine, cosine) = Math.SinCos(angle);
        for (var k = 0; k < a.Length; k++) { (a[k][p], a[k][q]) = ((cosine * a[k][p]) - (sine * a[k][q]), (sine * a[k][p]) + (cosine * a[k][q])); }
        for (var k = 0; k < a.Length; k++) { (a[p][k], a[q][k]) = ((cosine * a[p][k]) - (sine * a[q][k]), (sine * a[p][k]) + (cosine * a[q][k])); }
    }
}
