using System.Collections.Immutable;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;
using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Cli;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>A way to write a graph down in a file.</summary>
/// <param name="Name">What <c>--format</c> calls it.</param>
/// <param name="Endings">Endings of file names that mean it, with their dot.</param>
internal sealed record GraphFileFormat(string Name, string Summary, ImmutableArray<string> Endings, Func<GraphFileReading, Result<SubjectGraph>> Read) : INamed;

/// <summary>One reading of one file.</summary>
/// <param name="IsDirected">Edges have a direction, where the file does not say.</param>
/// <param name="IsWeighted">Weights are read.</param>
internal sealed record GraphFileReading(string Path, bool IsDirected, bool IsWeighted, Crew Crew, IProgress<WorkProgress> Progress)
{
    /// <summary>A fault at one line.</summary>
    public Problem Fault(long line, string error, string fix) => AnalyticsProblems.GraphFile.With(
        $"{System.IO.Path.GetFileName(Path)} cannot be read: line {line}: {error}.", new FieldProblem($"{Path}:{line}", error, fix));
}

/// <summary>Every format there is. To add one: a class and a line here.</summary>
internal static class GraphFileFormats
{
    public static Registry<GraphFileFormat> All { get; } = new("graph formats",
    [
        new("edges", "one edge in each line, two names apart by blanks, tabs or a comma; lines with # or % are comments", [".el", ".txt", ".edges", ".tsv", ".csv"], EdgeListFile.Read),
        new("weighted-edges", "the same with a weight as third word", [".wel"], reading => EdgeListFile.Read(reading with { IsWeighted = true })),
        new("graphml", "GraphML; weights from the data named weight", [".graphml", ".xml"], GraphMlFile.Read),
        new("matrix-market", "Matrix Market, coordinates", [".mtx"], MatrixMarketFile.Read),
        new("points", "points without edges, the numbers of one in each line", [".points"], PointsFile.Read),
    ]);

    /// <summary>The format of a file: the one named, or that of its ending.</summary>
    public static Result<GraphFileFormat> Of(string path, string? name)
    {
        if (name is not null)
        {
            return All.TryGet(name, out var named) ? named : AnalyticsProblems.GraphFile.With(
                $"There is no graph format \"{name}\".", new FieldProblem("--format", "does not exist", $"One of {string.Join(", ", All.Items.Select(format => format.Name))}."));
        }

        var ending = Path.GetExtension(path).ToLowerInvariant();
        return All.Items.FirstOrDefault(format => format.Endings.Contains(ending)) is { } found ? found : AnalyticsProblems.GraphFile.With(
            $"The ending of {Path.GetFileName(path)} names no graph format.",
            new FieldProblem("--input", $"ends in \"{ending}\"", $"Give --format {string.Join('|', All.Items.Select(format => format.Name))}, or one of the endings {string.Join(" ", All.Items.SelectMany(format => format.Endings))}."));
    }
}
