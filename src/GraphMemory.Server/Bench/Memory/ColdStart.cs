using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Bench.Memory;

/// <summary>What an IDE window waits for: a fresh process from its start to the answer of its first recall.</summary>
internal sealed class ColdStart(TimeProvider time, string executable)
{
    private const int Runs = 7;

    public async Task<Result<ColdStartReport>> RunAsync(string dataFolder, string emptyFolder, List<string> questions, CancellationToken cancellationToken)
    {
        double idleMb;
        using (var idle = await McpChild.StartAsync(executable, emptyFolder, cancellationToken)) { idleMb = idle.ResidentMb; }

        var (startMs, recallMs, firstMb, allMb) = (new List<double>(Runs), new List<double>(questions.Count), 0.0, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            var began = time.GetTimestamp();
            using var child = await McpChild.StartAsync(executable, dataFolder, cancellationToken);
            if (await child.RecallAsync(questions[run % questions.Count], cancellationToken) is { } problem) { return problem; }
            startMs.Add(time.GetElapsedTime(began).TotalMilliseconds);
            firstMb = Math.Max(firstMb, child.ResidentMb);
            if (run < Runs - 1) { continue; }
            foreach (var question in questions)
            {
                began = time.GetTimestamp();
                if (await child.RecallAsync(question, cancellationToken) is { } fault) { return fault; }
                recallMs.Add(time.GetElapsedTime(began).TotalMilliseconds);
            }

            allMb = child.ResidentMb;
        }

        return new ColdStartReport(
            Runs, Math.Round(Percentiles.Of(startMs).At(50), 1), Math.Round(Percentiles.Of(startMs).At(100), 1), idleMb, firstMb, allMb,
            LatencyMs.Of(Percentiles.Of(recallMs)));
    }
}
