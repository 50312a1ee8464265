using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Hooks;

/// <summary>What happens at one event of a client.</summary>
internal interface IHook : INamed
{
    /// <summary>The event as Claude Code calls it.</summary>
    string ClientEvent { get; }

    /// <summary>After this time nothing is said: a client must never wait for its memory.</summary>
    TimeSpan Patience { get; }

    /// <summary>The text for the assistant; empty for none.</summary>
    string Run(HookMemory memory, HookInput input, int? budgetTokens);
}
