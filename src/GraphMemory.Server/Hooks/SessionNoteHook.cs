using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Hooks;

/// <summary>A conversation ends, or is about to be shortened: which files it changed is kept, when it changed any. Nothing is made up.</summary>
internal sealed class SessionNoteHook(string name, string clientEvent) : IHook
{
    private const int FilesMax = 12;
    private const int IdLength = 8;

    public string Name => name;

    public string ClientEvent => clientEvent;

    /// <summary>Longer than to read: a write is acknowledged by the disk.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(3);

    public string Run(HookMemory memory, HookInput input, int? budgetTokens)
    {
        if (input.Session.Length == 0 || input.Transcript.Length == 0 || !File.Exists(input.Transcript)) { return ""; }
        var files = Transcript.Read(input.Transcript).Files;
        if (files.Count == 0) { return ""; }
        var shown = files.Take(FilesMax).Select(file => Relative(file, input.Folder));
        var more = files.Count > FilesMax ? $" and {files.Count - FilesMax} more" : "";
        var day = memory.Time.GetUtcNow().ToString("yyyy-MM-dd");
        memory.Note(new NewObservation(
            $"On {day} this session changed {string.Join(", ", shown)}{more}.", $"session {input.Session[..Math.Min(IdLength, input.Session.Length)]}", "session",
            Circumstances.Default with { Tags = ["session"], Provenance = new Provenance(Client: "hook", Session: input.Session) }));
        return "";
    }

    private static string Relative(string file, string folder) =>
        folder.Length > 0 && Path.IsPathRooted(file) && Path.GetRelativePath(folder, file) is var relative && !relative.StartsWith("..", StringComparison.Ordinal)
            ? relative.Replace('\\', '/') : file;
}
