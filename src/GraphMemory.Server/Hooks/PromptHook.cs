using GraphMemory.Engine.Retrieval;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Server.Hooks;

/// <summary>The user asks something: what is remembered about exactly that, or nothing.</summary>
internal sealed class PromptHook : IHook
{
    private const int BudgetTokensDefault = 600;
    private const int CandidatesMax = 30;
    private const int QueryLengthMax = 2_000;
    private const int NameLengthMin = 3;

    /// <summary>What scores less than this share of the best is beside the point.</summary>
    private const double ScoreShareMin = 0.3;

    public string Name => "prompt";

    public string ClientEvent => "UserPromptSubmit";

    public TimeSpan Patience => TimeSpan.FromSeconds(1);

    public string Run(HookMemory memory, HookInput input, int? budgetTokens)
    {
        var query = input.Prompt.Length <= QueryLengthMax ? input.Prompt : input.Prompt[..QueryLengthMax];
        var words = WordCount(query);
        if (words == 0) { return ""; }
        return memory.Read((host, workspace) =>
        {
            var found = host.Layered.Ask(workspace, new RecallRequest(query) { Limit = CandidatesMax });
            if (!found.IsSuccess || found.Value.Items.IsEmpty) { return ""; }
            var least = found.Value.Items[0].Score * ScoreShareMin;
            var text = new HookText(budgetTokens ?? BudgetTokensDefault);
            text.Add("About this:", found.Value.Items.Where(item => item.Score >= least && IsRelevant(item, query, words)).Select(item => HookText.Line(item, found.Value.Workspace)));
            return text.ToString();
        });
    }

    /// <summary>Holds several words of the prompt (all, of a short one), or is connected to something that the prompt names.</summary>
    private static bool IsRelevant(RecallItem item, string query, int words) =>
        item.Proof.Terms.Length >= (words <= 2 ? words : words < 8 ? 2 : 3) || IsNamed(item.Entity, query)
        || (item.Proof.Path is [var first, ..] && IsNamed(first.From, query));

    private static bool IsNamed(string name, string query) => name.Length >= NameLengthMin && query.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static int WordCount(string query)
    {
        var tokens = new TokenBuffer();
        new TextAnalyzer().Analyze(query, tokens);
        var words = new HashSet<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Stop) { words.Add(tokens[i].SourceStart); }
        }

        return words.Count;
    }
}
