using System.Collections.Immutable;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics.Features;

/// <summary>What a node is like, as numbers: where it stands in the graph, then its attributes. Points without edges have their numbers alone.
/// Computed once per run.</summary>
/// <param name="Names">What the numbers are called.</param>
/// <param name="Notes">What a reader must know of them.</param>
internal sealed record NodeFeatures(ImmutableArray<string> Names, Points Values, ImmutableArray<string> Notes)
{
    public static NodeFeatures Of(AlgorithmRun run)
    {
        var attributes = run.Subject.Attributes is { Columns.IsEmpty: false } known ? known : null;
        var structural = run.Graph.EdgeCount == 0 && attributes is not null ? [] : StructuralFeatures.All;
        var values = new Points(run.Graph.NodeCount, structural.Length + (attributes?.Columns.Length ?? 0));
        var notes = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < structural.Length; i++)
        {
            run.Crew.Cancellation.ThrowIfCancellationRequested();
            if (structural[i].Compute(run, values.Column(i)[..values.Count]) is { } note) { notes.Add(note); }
        }

        for (var column = 0; column < attributes?.Columns.Length; column++)
        {
            attributes.Points.Column(column).CopyTo(values.Column(structural.Length + column));
        }

        return new NodeFeatures([.. structural.Select(feature => feature.Name), .. attributes?.Columns ?? []], values, notes.ToImmutable());
    }

    /// <summary>A copy in which no feature counts more for its unit.</summary>
    public Points Standardised()
    {
        var standardised = new Points(Values.Count, Values.Dimensions);
        Values.Values.CopyTo(standardised.Values);
        Standardisation.Apply(standardised);
        return standardised;
    }
}
