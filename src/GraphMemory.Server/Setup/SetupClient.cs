using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Setup;

/// <summary>A program that talks to assistants and can be given a memory: which of its files say what.</summary>
internal abstract class SetupClient(string name, string title) : INamed
{
    public string Name { get; } = name;

    /// <summary>As its makers write it.</summary>
    public string Title { get; } = title;

    /// <summary>Why there is nothing to set up for one project; null when there is.</summary>
    public virtual string? WhyNoProject => null;

    /// <summary>Whether it is used on this machine.</summary>
    public abstract bool IsDetected(SetupPlaces places);

    /// <summary>What is written, in this order.</summary>
    public abstract IEnumerable<SetupPart> Parts(SetupPlaces places, SetupOptions options);
}

/// <summary>One file of a client, and what is ours in it.</summary>
internal sealed record SetupPart(SetupPartKind Kind, string Path, ISetupEdit Edit);

internal enum SetupPartKind
{
    /// <summary>The entry by which the client starts the server.</summary>
    Server,

    /// <summary>Commands that the client runs by itself, so that the memory is used unasked.</summary>
    Hooks,

    /// <summary>Instructions to the assistant, where a client has no hooks.</summary>
    Rules,
}
