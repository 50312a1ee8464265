using System.Text.Json.Serialization;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Server.Cli;

namespace GraphMemory.Server.Analytics;

/// <summary>A run in the background.</summary>
/// <param name="State">running, done, failed or cancelled.</param>
/// <param name="Progress">The share that is done, 0 to 1.</param>
/// <param name="Result">What it found, once it is done.</param>
/// <param name="Code">Of the problem, when it failed.</param>
internal sealed record RunStateShape(string Id, string Algorithm, string State, double Progress, string BegunAt, RunShape? Result, string? Code, string? Detail)
{
    public static RunStateShape Of(BackgroundRun run, string? workspace, int top)
    {
        var answer = run.Answer.IsCompletedSuccessfully ? run.Answer.Result : default;
        var isOver = run.Answer.IsCompleted;
        var report = isOver && answer.IsSuccess ? answer.Value : null;
        return new(
            run.Id, run.Request.Algorithm, !isOver ? "running" : report is not null ? "done" : run.IsCancelled ? "cancelled" : "failed", Math.Round(run.Share, 4),
            TimeText.Instant(run.BegunAt.ToUnixTimeMilliseconds())!, report is null ? null : RunShape.Of(report, workspace, top), answer.Problem?.Code.Name, answer.Problem?.Detail);
    }
}

internal sealed record RunListShape(RunStateShape[] Items);

/// <summary>What the runs of this process have come to.</summary>
/// <param name="Kept">Answers kept now.</param>
internal sealed record AnalyticsStatusShape(
    int Running, int Waiting, long Computed, long CacheHits, long Refused, long Cancelled, long TimedOut, int Kept, int RunsAtOnceMax, int QueueMax, double TimeoutSeconds,
    int Algorithms, string[] FailedChecks);

/// <summary>How a graph is built.</summary>
/// <param name="Density">Share of the possible edges that are there.</param>
internal sealed record GraphMetricsShape(
    string Workspace, long Seq, int NodeCount, int EdgeCount, double Density, double AverageDegree, Dictionary<string, double> Figures, string[] Findings);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunStateShape))]
[JsonSerializable(typeof(RunListShape))]
[JsonSerializable(typeof(AnalyticsStatusShape))]
[JsonSerializable(typeof(GraphMetricsShape))]
internal sealed partial class RunStateJson : JsonSerializerContext;
