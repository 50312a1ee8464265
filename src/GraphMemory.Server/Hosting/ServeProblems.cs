using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Hosting;

internal static class ServeProblems
{
    public static readonly ProblemCode PortTaken = new("SERVE_001", ProblemKind.Conflict, "The port is taken");
    public static readonly ProblemCode AddressUnusable = new("SERVE_003", ProblemKind.Unavailable, "The address cannot be listened on");

    public static IEnumerable<ProblemCode> All => [PortTaken, AddressUnusable];
}
