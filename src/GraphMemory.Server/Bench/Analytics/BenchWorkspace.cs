using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Bench.Analytics;

/// <summary>A made-up workspace in which each new entity is related to entities drawn from the ends of earlier relations (Barabási and Albert,
/// 1999): a few have very many.</summary>
internal static class BenchWorkspace
{
    private const int LinksPerWrite = 5_000;

    public static async Task<Result<long>> MakeAsync(MemoryHost memory, string name, int nodes, int linksEach, ulong seed, CancellationToken cancellationToken)
    {
        var workspace = await memory.Store.OpenWorkspaceAsync(name, cancellationToken);
        if (!workspace.IsSuccess) { return workspace.Problem; }
        foreach (var links in Links(nodes, linksEach, seed).Chunk(LinksPerWrite))
        {
            var written = await memory.Commands.ExecuteAsync(workspace.Value.Id, new Link(links), cancellationToken);
            if (!written.IsSuccess) { return written.Problem; }
        }

        return workspace.Value.Id;
    }

    public static NewLink Relation(int from, int to) => new($"n{from}", $"n{to}", to % 3 == 0 ? "uses" : "calls", 1, Circumstances.Default);

    private static IEnumerable<NewLink> Links(int nodes, int linksEach, ulong seed)
    {
        var (random, ends) = (new SplitMix(seed), new List<int> { 0 });
        for (var node = 1; node < nodes; node++)
        {
            var targets = new HashSet<int>();
            for (var wanted = Math.Min(node, linksEach); targets.Count < wanted;) { targets.Add(random.Next(4) == 0 ? random.Next(node) : ends[random.Next(ends.Count)]); }
            foreach (var target in targets)
            {
                ends.AddRange([node, target]);
                yield return Relation(node, target);
            }
        }
    }
}
