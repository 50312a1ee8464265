using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Bench.Memory;

/// <summary>
/// Single acknowledged writes beside the bare cost of forcing 4 KB to the same disk once and twice. The three take turns, so that a
/// moment's load of the disk falls on all of them.
/// </summary>
internal sealed class DurableWrites(GraphCommands commands, TimeProvider time)
{
    private const int Rounds = 300;
    private const int BlockBytes = 4_096;

    public async Task<Result<DurableWriteReport>> RunAsync(
        long workspaceId, SyntheticMemory memory, string folder, CancellationToken cancellationToken)
    {
        var (write, one, two) = (new List<double>(Rounds), new List<double>(Rounds), new List<double>(Rounds));
        var path = Path.Combine(folder, "fsync-probe");
        using (var probe = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var round = 0; round < Rounds; round++)
            {
                var began = time.GetTimestamp();
                var recorded = await commands.ExecuteAsync(workspaceId, new Remember([memory.One()]), cancellationToken);
                if (!recorded.IsSuccess) { return recorded.Problem; }
                write.Add(time.GetElapsedTime(began).TotalMilliseconds);
                one.Add(Force(probe, times: 1));
                two.Add(Force(probe, times: 2));
            }
        }

        File.Delete(path);
        return new DurableWriteReport(LatencyMs.Of(Percentiles.Of(write)), LatencyMs.Of(Percentiles.Of(one)), LatencyMs.Of(Percentiles.Of(two)));
    }

    private double Force(Microsoft.Win32.SafeHandles.SafeFileHandle probe, int times)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        var began = time.GetTimestamp();
        for (; times > 0; times--)
        {
            RandomAccess.Write(probe, block, RandomAccess.GetLength(probe));
            RandomAccess.FlushToDisk(probe);
        }

        return time.GetElapsedTime(began).TotalMilliseconds;
    }
}
