using GraphMemory.Engine.Registries;
using GraphMemory.Server.Analytics;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Retrieval;

namespace GraphMemory.Server.Rest;

/// <summary>What the operations work on.</summary>
/// <param name="Watch">Knows when a log has grown, whoever wrote.</param>
/// <param name="Stopping">The server stops: answers without end are to end now.</param>
internal sealed record RestHost(
    MemoryHost Memory, LiveConfiguration Configuration, ServerIdentity Identity, RestCursors Cursors, TimeProvider Time, GraphWatch Watch,
    CancellationToken Stopping)
{
    public Registry<RestEndpoint> Endpoints { get; init; } = RestEndpoints.All;

    public RankingSeats RankingSeats { get; } = new();

    public AnswerCache Answers { get; } = new(Time);
}
