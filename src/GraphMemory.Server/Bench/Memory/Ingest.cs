using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Cli;

namespace GraphMemory.Server.Bench.Memory;

/// <summary>Fills a workspace through the product's write path; making up the texts is not counted.</summary>
internal sealed class Ingest(GraphCommands commands, TimeProvider time, IProgress<WorkProgress> progress)
{
    private const int EntitiesPerBatch = 8_000;
    private const int ObservationsPerRequest = 1_000;

    public async Task<Result<IngestReport>> RunAsync(long workspaceId, SyntheticMemory memory, int nodes, CancellationToken cancellationToken)
    {
        var (observationCount, linkCount) = (0L, 0L);
        var (observing, linking) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var done = 0; done < nodes; done += EntitiesPerBatch)
        {
            var (observations, links) = memory.Next(Math.Min(EntitiesPerBatch, nodes - done));
            var began = time.GetTimestamp();
            var remembered = await RememberAsync(workspaceId, observations, cancellationToken);
            if (!remembered.IsSuccess) { return remembered.Problem; }
            observing += time.GetElapsedTime(began);
            began = time.GetTimestamp();
            var linked = await commands.ExecuteAsync(workspaceId, new Link(links), cancellationToken);
            if (!linked.IsSuccess) { return linked.Problem; }
            linking += time.GetElapsedTime(began);
            observationCount += remembered.Value;
            linkCount += linked.Value.Count(recorded => recorded.IsNew);
            progress.Report(new(Math.Min(nodes, done + EntitiesPerBatch), nodes, "entities"));
        }

        return new IngestReport(
            observationCount, linkCount, Math.Round((observing + linking).TotalSeconds, 2), Rate(observationCount, observing),
            Rate(observationCount + linkCount, observing + linking));
    }

    /// <summary>As an importer would: one request after the other without waiting, so that the next is prepared while the last is stored.</summary>
    private async Task<Result<long>> RememberAsync(long workspaceId, List<NewObservation> observations, CancellationToken cancellationToken)
    {
        var requests = observations.Chunk(ObservationsPerRequest)
            .Select(chunk => commands.ExecuteAsync(workspaceId, new Remember(chunk), cancellationToken)).ToList();
        var count = 0L;
        foreach (var request in requests)
        {
            var remembered = await request;
            if (!remembered.IsSuccess) { return remembered.Problem; }
            count += remembered.Value.Count(recorded => recorded.IsNew);
        }

        return count;
    }

    private static double Rate(long count, TimeSpan elapsed) => elapsed == TimeSpan.Zero ? 0 : Math.Round(count / elapsed.TotalSeconds);
}
