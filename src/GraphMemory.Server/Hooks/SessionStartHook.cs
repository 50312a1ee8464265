using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Hooks;

/// <summary>A conversation begins: what holds for every task here, what was learnt last, and what contradicts itself.</summary>
internal sealed class SessionStartHook : IHook
{
    private const string Lasting = "convention conventions decision decisions decided preference prefer rule rules always never must";
    private const int BudgetTokensDefault = 800;
    private const int LastingMax = 8;
    private const int LatestMax = 6;
    private const int ConflictsMax = 3;

    private static readonly string[] LastingTags = ["convention", "decision", "preference", "rule"];

    public string Name => "session-start";

    public string ClientEvent => "SessionStart";

    public TimeSpan Patience => TimeSpan.FromSeconds(1);

    public string Run(HookMemory memory, HookInput input, int? budgetTokens) => memory.Read((host, workspace) =>
    {
        var inUse = host.Store.Read(workspace, read => read.Workspace.Name);
        var text = new HookText(budgetTokens ?? BudgetTokensDefault);
        var lasting = Items(host, workspace, Lasting, 3 * LastingMax).Where(IsLasting).Take(LastingMax).ToList();
        var latest = Items(host, workspace, "", LatestMax + LastingMax).Where(item => !lasting.Exists(known => known.Id == item.Id && known.Workspace == item.Workspace)).Take(LatestMax);
        text.Add("Conventions and decisions:", lasting.Select(item => HookText.Line(item, inUse)));
        text.Add("Learnt last:", latest.Select(item => HookText.Line(item, inUse)));
        text.Add("These contradict each other; ask which holds:", host.Queries.Conflicts(workspace, openOnly: true, ConflictsMax).Select(Line));
        return text.ToString();
    });

    private static IEnumerable<RecallItem> Items(MemoryHost host, long workspace, string query, int limit)
    {
        var found = host.Layered.Ask(workspace, new RecallRequest(query) { Limit = limit });
        return found.IsSuccess ? found.Value.Items.Where(item => item.Fact is not null) : [];
    }

    /// <summary>Found by its own words or marked so, not only because its neighbour is.</summary>
    private static bool IsLasting(RecallItem item) => item.Proof.Terms.Length > 0 || item.Fact!.Fact.Statement.Tags.Any(LastingTags.Contains);

    private static string Line(GraphMemory.Engine.Graph.Queries.ConflictView conflict) =>
        $"{HookText.Line(conflict.Earlier)} | {HookText.Line(conflict.Later)[2..]}";
}
