using GraphMemory.Engine.Care;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class PinCommand : CliCommand
{
    private readonly FactChoice _choice = new();
    private readonly bool _isPinned;

    private PinCommand(CliEnvironment environment, bool isPinned, string name, string description, params string[] examples)
        : base(environment, name, description, examples)
    {
        _isPinned = isPinned;
        _choice.AddTo(this);
        Add(IdempotencyOption.Create());
    }

    public static PinCommand Pin(CliEnvironment environment) => new(
        environment, isPinned: true, "pin", "Keep facts or entities for good: they never expire, and no rule forgets them",
        "graphmemory pin --id 42",
        "graphmemory pin \"release process\" --json");

    public static PinCommand Unpin(CliEnvironment environment) => new(
        environment, isPinned: false, "unpin", "Take the pin of facts or entities away",
        "graphmemory unpin --id 42",
        "graphmemory unpin \"release process\"");

    protected override Task<int> RunAsync(CliRun run) => CareText.MarkAsync(run, _choice, new MarkChange(IsPinned: _isPinned), _isPinned ? "pinned" : "unpinned");
}
