using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics;

/// <summary>Numbers that are known of nodes, a column each: attributes beside a graph, or, in a subject without edges, where points lie.</summary>
/// <param name="Columns">What the numbers are called.</param>
/// <param name="Points">As many dimensions as columns; a number that is missing is 0.</param>
public sealed record PointSet(ImmutableArray<string> Columns, Points Points)
{
    /// <summary>A subject that is these points alone, called by their numbers from 0.</summary>
    public SubjectGraph ToSubject() => ToSubject(
        point => point.ToString(CultureInfo.InvariantCulture),
        name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var point) && point < Points.Count ? point : null);

    /// <summary>A subject that is these points alone.</summary>
    public SubjectGraph ToSubject(Func<int, string> name, Func<string, int?> find)
    {
        var none = new Adjacency(new int[Points.Count + 1], [], []);
        return new SubjectGraph(new StaticGraph(none, none), name, find, SubjectTypes.None, this);
    }
}
