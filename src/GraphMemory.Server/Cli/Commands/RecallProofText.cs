using System.Globalization;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Why a fact is in the answer, on one line.</summary>
internal static class RecallProofText
{
    public static string Of(RecallProof proof)
    {
        var scores = string.Create(CultureInfo.InvariantCulture,
            $"text {proof.Text:0.##}, proximity {proof.Proximity:0.##}, feedback {proof.Feedback:0.##}, neighbours {proof.Neighbours:0.##}, graph {proof.Graph:0.###}, prior {proof.Prior:0.##}");
        var vector = proof.Similarity is { } similarity ? string.Create(CultureInfo.InvariantCulture, $", vector {proof.Vector:0.##} (cosine {similarity:0.##})") : "";
        var terms = proof.Terms.Length == 0 ? "" : $"; words {string.Join(' ', proof.Terms)}";
        return $"  {scores}{vector}{terms}{(proof.Path.Length == 0 ? "" : "; " + Path(proof))}";
    }

    private static string Path(RecallProof proof) =>
        $"from {proof.Path[0].From}{string.Concat(proof.Path.Select(step => $" -{step.Via}- {step.To}"))}";
}
