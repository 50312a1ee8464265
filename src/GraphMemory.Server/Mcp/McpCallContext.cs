using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Workspaces;

namespace GraphMemory.Server.Mcp;

/// <summary>What a tool may use while it answers one call.</summary>
internal sealed record McpCallContext(ToolHost Host, long WorkspaceId, ToolCall Call, CancellationToken CancellationToken)
{
    public GraphQueries Queries => Host.Queries;

    public Result<RecallResult> Recall(RecallRequest request, Layers? layers = null) => Host.Recall.Recall(WorkspaceId, request, layers);

    public Result<ContextResult> Context(ContextRequest request, Layers? layers = null) => Host.Recall.Context(WorkspaceId, request, layers);

    /// <summary>The same call on the layer that it names: the workspace in use, or the one of its user.</summary>
    public async ValueTask<Result<McpCallContext>> OnLayerAsync(string layer) => layer == LayerArguments.User
        ? (await Host.WorkspaceIdAsync(Workspace.UserName, CancellationToken)).Map(id => this with { WorkspaceId = id })
        : this;

    public McpLimits Limits => Host.Limits;

    /// <summary>Circumstances of everything that this call writes, unless the call says more.</summary>
    public Circumstances Circumstances => Circumstances.Default with
    {
        Provenance = new Provenance(Client: Call.Client, Tool: Call.Tool, Session: Call.Session),
    };

    /// <summary>Runs a command once per idempotency key and shows its result.</summary>
    public ValueTask<ToolReply> WriteAsync<T>(IGraphCommand<T> command, Func<T, ToolReply> show) => WriteAsync(command, (_, result) => show(result));

    /// <summary>Shows the result with the state that the command has left.</summary>
    public async ValueTask<ToolReply> WriteAsync<T>(IGraphCommand<T> command, Func<IWorkspaceRead, T, ToolReply> show)
    {
        var key = KeyOf(Call.Arguments) ?? Call.Key;
        var idempotency = key is null ? null : new Idempotency<ToolReply>(key, Call.RequestHash(), reply => reply.ToBytes(), bytes => ToolReply.FromBytes(bytes));
        var result = await Host.Commands.ExecuteAsync(WorkspaceId, new ShownCommand<T>(command, show), idempotency, CancellationToken);
        return result.IsSuccess ? result.Value : ToolReply.Failure(result.Problem);
    }

    /// <summary>The answer's budget: what the call asks for, within what the configuration allows.</summary>
    public int BudgetTokens(ToolArguments arguments) =>
        Math.Min(arguments.Count("budgetTokens", Limits.AnswerTokensDefault, 64, ContextRequest.BudgetTokensMax), Limits.AnswerTokensMax);

    private static string? KeyOf(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("idempotencyKey", out var key)
            && key.ValueKind == JsonValueKind.String
            ? key.GetString()
            : null;

    /// <summary>A command whose reply is what the client sees, so that exactly this is kept under the key.</summary>
    private sealed record ShownCommand<T>(IGraphCommand<T> Command, Func<IWorkspaceRead, T, ToolReply> Show) : IGraphCommand<ToolReply>
    {
        /// <summary>A larger write is an import by another name; nobody is asked about it.</summary>
        private const int EventsLookedAtMax = 512;

        public Problem? Check(GraphLimits limits) => Command.Check(limits);

        public WriteIntent? Intent => Command.Intent;

        public IGraphCommand<ToolReply> Amended(ImmutableArray<MemoryItem> items) => this with { Command = Command.Amended(items) };

        public void Prepare() => Command.Prepare();

        public Result<ToolReply> Apply(IWorkspaceWrite write)
        {
            var before = write.Workspace.HeadSeq;
            return Command.Apply(write).Map(result => Show(write, result) with { Conflicts = Since(write, before) });
        }

        private static ImmutableArray<ConflictKey> Since(IWorkspaceWrite write, long before)
        {
            var head = write.Workspace.HeadSeq;
            if (head - before > EventsLookedAtMax) { return []; }
            var found = ImmutableArray.CreateBuilder<ConflictKey>();
            for (var id = before + 1; id <= head; id++)
            {
                found.AddRange(write.ConflictsOf(id).Where(conflict => conflict.LaterId == id && conflict.ResolvedSeq is null)
                    .Select(conflict => new ConflictKey(conflict.EarlierId, conflict.LaterId)));
            }

            return found.ToImmutable();
        }
    }
}
