using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Hooks;

/// <summary>Every event that <c>graphmemory hook</c> knows. To add one: a class and a line here.</summary>
internal static class HookEvents
{
    public static Registry<IHook> Create() => new("hooks",
    [
        new SessionStartHook(),
        new PromptHook(),
        new SessionNoteHook("pre-compact", "PreCompact"),
        new SessionNoteHook("session-end", "SessionEnd"),
        new SessionNoteHook("stop", "Stop"),
    ]);
}
