using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Bench.Memory;

/// <summary>Times questions in this process: each for the first time, then each once more, then each as a packed context.</summary>
internal sealed class RecallTiming(
    TimeProvider time, Func<long, RecallRequest, Result<RecallResult>> recall, Func<long, ContextRequest, Result<ContextResult>> context)
{
    public Result<RecallReport> Run(long workspaceId, List<string> questions)
    {
        var first = Each(questions, question => recall(workspaceId, new RecallRequest(question)).Problem);
        if (!first.IsSuccess) { return first.Problem; }
        var warm = Each(questions, question => recall(workspaceId, new RecallRequest(question)).Problem);
        if (!warm.IsSuccess) { return warm.Problem; }
        var packed = Each(questions, question => context(workspaceId, new ContextRequest(question)).Problem);
        if (!packed.IsSuccess) { return packed.Problem; }
        return new RecallReport(first.Value, warm.Value, packed.Value, IndexSeconds: 0);
    }

    private Result<LatencyMs> Each(List<string> questions, Func<string, Problem?> ask)
    {
        var elapsedMs = new List<double>(questions.Count);
        foreach (var question in questions)
        {
            var began = time.GetTimestamp();
            if (ask(question) is { } problem) { return problem; }
            elapsedMs.Add(time.GetElapsedTime(began).TotalMilliseconds);
        }

        return LatencyMs.Of(Percentiles.Of(elapsedMs));
    }
}
