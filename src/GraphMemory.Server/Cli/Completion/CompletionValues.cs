using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hooks;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Setup;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Completion;

/// <summary>What an option or an argument may hold: names from the lists of the program, and from the memory itself.</summary>
internal sealed class CompletionValues(CliEnvironment environment, CompletionLine line)
{
    private const int EntitiesMax = 60;
    private const int ScannedMax = 20_000;
    private const int BusyTimeoutMs = 250;

    public IEnumerable<string> OfOption(string name) => name switch
    {
        GlobalOptions.Workspace => Workspaces(),
        GlobalOptions.Set => ConfigurationKeys.All.Items.Select(key => key.Name + "="),
        "--about" => Entities(),
        "--tools" => ToolProfiles.Create().Items.Select(profile => profile.Name),
        "--format" when line.Command.Name == HookRun.Command => HookFormats.Create().Items.Select(format => format.Name),
        "--from" when line.Command.Name == "import" => MemoryFormats.Create().Items.Select(format => format.Name),
        "--to" when line.Command.Name == "export" => MemoryFormats.Create().Items.Select(format => format.Name),
        "--keep" => ["earlier", "later", "both"],
        _ => [],
    };

    public IEnumerable<string> OfArgument(string name) => (line.Command.Name, name) switch
    {
        ("setup", "client") => SetupClients.Create().Items.Select(client => client.Name).Append("all"),
        (HookRun.Command, "event") => HookEvents.Create().Items.Select(hook => hook.Name),
        ("completion", "shell") => Shells.Create().Items.Select(shell => shell.Name),
        ("schema", "command") => CommandShapes.All.Select(shape => shape.Path),
        ("set", "key") => ConfigurationKeys.All.Items.Select(key => key.Name),
        ("get" or "timeline" or "forget" or "purge" or "pin" or "unpin" or "tier", "name") or ("link" or "merge", "from" or "to" or "into") => Entities(),
        ("rename" or "merge" or "quota" or "delete", "name" or "source" or "target") => Workspaces(),
        ("link", "type") => FromMemory((memory, workspace) => memory.Store.Read(workspace, read => read.Predicates().Select(predicate => predicate.Name).ToList())),
        _ => [],
    };

    private List<string> Workspaces() => FromMemory((memory, _) => [.. memory.Store.Workspaces().Select(workspace => workspace.Name)], needsWorkspace: false);

    /// <summary>Names that begin with what is typed, in the order in which they were made.</summary>
    private List<string> Entities() => FromMemory((memory, workspace) => memory.Store.Read(workspace, read =>
    {
        var names = new List<string>();
        for (var (after, scanned) = (0L, 0); names.Count < EntitiesMax && scanned < ScannedMax;)
        {
            var page = read.Entities(after, 1_000);
            if (page.Count == 0) { break; }
            names.AddRange(page.Where(entity => entity is { IsLive: true } && entity.Type != Entity.NoteType && entity.Name.StartsWith(line.Current, StringComparison.OrdinalIgnoreCase)).Select(entity => entity.Name));
            (after, scanned) = (page[^1].Id, scanned + page.Count);
        }

        return names.Take(EntitiesMax).ToList();
    }));

    private List<string> FromMemory(Func<MemoryHost, long, List<string>> read, bool needsWorkspace = true)
    {
        var loaded = ConfigurationLoader.Load(new(environment.DefaultDataFolder, environment.Variables, line.Values.GetValueOrDefault(GlobalOptions.Config), [.. Flags()])
        {
            Workspace = AutomaticWorkspace.Of(environment.Folder),
        });
        if (!loaded.IsSuccess || !File.Exists(new DataFolder(loaded.Value.Options.Data.Folder).DatabasePath)) { return []; }
        var options = loaded.Value.Options;
        var opened = MemoryHost.Open(options with { Store = options.Store with { ReadOnly = true, BusyTimeoutMs = BusyTimeoutMs } }, environment.Time);
        if (!opened.IsSuccess) { return []; }
        using var memory = opened.Value;
        var workspace = memory.Store.FindWorkspace(options.Data.WorkspaceInUse) ?? (options.Data.IsWorkspaceNamed ? null : memory.Store.FindWorkspace(Workspace.DefaultName));
        return workspace is null && needsWorkspace ? [] : read(memory, workspace?.Id ?? 0);
    }

    private IEnumerable<ConfigurationEntry> Flags()
    {
        if (line.Values.TryGetValue(GlobalOptions.Data, out var folder)) { yield return new(ConfigurationKeys.DataFolder, folder, GlobalOptions.Data, "flag"); }
        if (line.Values.TryGetValue(GlobalOptions.Workspace, out var name)) { yield return new(ConfigurationKeys.DataWorkspace, name, GlobalOptions.Workspace, "flag"); }
    }
}
