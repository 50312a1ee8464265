using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Tells what became of statements: new or known, and what they contradict.</summary>
internal static class RecordedAnswer
{
    private const int LinesMax = 20;

    /// <param name="input">What the command read besides its command line.</param>
    public static Task<int> WriteAsync(CliRun run, IGraphCommand<ImmutableArray<Recorded>> command, string input = "", string? workspaceName = null) => run.WriteAsync(
        ShapedCommand.Of(command, recorded => recorded.Select(RecordedShape.Of).ToArray(), FactJsonContext.Default.RecordedShapeArray),
        input, (shapes, output) => Print(run, output, shapes), workspaceName);

    private static void Print(CliRun run, TextWriter output, RecordedShape[] shapes)
    {
        foreach (var shape in shapes.Take(LinesMax))
        {
            var word = shape.New ? run.Style.Green("remembered") : run.Style.Dim("known already");
            output.WriteLine($"{word}  {run.Style.Bold(SafeText.Line(shape.Entity))}  {run.Style.Dim($"#{shape.Id}")}");
            foreach (var id in shape.Conflicts) { run.Say($"contradicts #{id}: \"graphmemory conflicts\" shows both"); }
        }

        if (shapes.Length > LinesMax) { output.WriteLine($"... {shapes.Length} in all, {shapes.Count(shape => shape.New)} of them new"); }
    }
}
