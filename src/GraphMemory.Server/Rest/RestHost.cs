using GraphMemory.Engine.Registries;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Rest;

/// <summary>What the operations work on.</summary>
/// <param name="Nudge">Tells those who follow the log that something was written here.</param>
internal sealed record RestHost(
    MemoryHost Memory, LiveConfiguration Configuration, ServerIdentity Identity, RestCursors Cursors, TimeProvider Time, Action Nudge)
{
    public Registry<RestEndpoint> Endpoints { get; init; } = RestEndpoints.All;
}
