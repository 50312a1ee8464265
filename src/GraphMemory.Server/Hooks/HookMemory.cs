using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Hooks;

/// <summary>The memory as a hook needs it: opened for one question and closed again, beside whoever else works on it.</summary>
internal sealed class HookMemory(GraphMemoryOptions options, TimeProvider time)
{
    private const int BusyTimeoutMs = 250;

    public TimeProvider Time { get; } = time;

    /// <summary>The answer of <paramref name="read"/>; empty when there is no memory of this name yet. Nothing is made or changed.</summary>
    public string Read(Func<MemoryHost, long, string> read)
    {
        if (!File.Exists(new DataFolder(options.Data.Folder).DatabasePath)) { return ""; }
        var opened = MemoryHost.Open(options with { Store = options.Store with { ReadOnly = true, BusyTimeoutMs = BusyTimeoutMs, ReadersMax = 1 } }, Time);
        if (!opened.IsSuccess) { return ""; }
        using var memory = opened.Value;
        return WorkspaceOf(memory) is { } workspace ? read(memory, workspace.Id) : "";
    }

    /// <summary>Writes a statement about an entity; the last one that was said about it is corrected.</summary>
    public void Note(NewObservation note)
    {
        var opened = MemoryHost.Open(options with { Store = options.Store with { BusyTimeoutMs = BusyTimeoutMs } }, Time);
        if (!opened.IsSuccess) { return; }
        using var memory = opened.Value;
        Wait(WriteAsync(memory, note));
    }

    /// <summary>As every reader takes it: a repository that has none yet reads the default one.</summary>
    private Workspace? WorkspaceOf(MemoryHost memory) =>
        memory.Store.FindWorkspace(options.Data.WorkspaceInUse)
        ?? (options.Data.IsWorkspaceNamed ? null : memory.Store.FindWorkspace(Workspace.DefaultName) ?? memory.Store.FindWorkspace(Workspace.UserName));

    private static async Task WriteAsync(MemoryHost memory, NewObservation note)
    {
        var workspace = await memory.WorkspaceToWriteAsync(CancellationToken.None);
        if (!workspace.IsSuccess) { return; }
        var said = memory.Store.Read(workspace.Value, read => read.FindEntity(note.About!) is { } entity
            ? read.FactsOf(entity.Id, FactDraft.ObservationPredicate).LastOrDefault(fact => fact.IsLive)
            : null);
        if (said?.Statement.Text == note.Text) { return; }
        var circumstances = note.Circumstances with { SupersedesId = said?.Id };
        await memory.Commands.ExecuteAsync(workspace.Value, new Engine.Graph.Commands.Remember([note with { Circumstances = circumstances }]), CancellationToken.None);
    }

    // The whole process is this one piece of work: there is nothing else that its thread could do.
    private static void Wait(Task work) => work.GetAwaiter().GetResult();
}
