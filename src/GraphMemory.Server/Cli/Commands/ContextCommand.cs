using System.CommandLine;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ContextCommand : CliCommand
{
    private readonly Argument<string[]> _query = new("query") { Description = "The task at hand", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int> _budget = new("--budget", "-b") { Description = "Tokens the context may cost", HelpName = "TOKENS", DefaultValueFactory = _ => ContextRequest.BudgetTokensDefault };
    private readonly Option<bool> _withoutUser = LayerOptions.Without();
    private readonly RecallFilterOptions _filter = new();

    public ContextCommand(CliEnvironment environment) : base(
        environment, "context", "Pack the part of the memory that helps with a task into a token budget",
        "graphmemory context fix the flaky parser test",
        "graphmemory context \"plan the release\" --budget 800 --json")
    {
        Add(_query);
        Add(_budget);
        Add(_withoutUser);
        _filter.AddTo(this);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var filter = _filter.Read(run);
        if (!filter.IsSuccess) { return Task.FromResult(run.Fail(filter.Problem)); }
        var request = new ContextRequest(string.Join(' ', run.Value(_query)!)) { BudgetTokens = run.Value(_budget), Filter = filter.Value };
        return run.ReadAsync((memory, workspace) =>
        {
            var result = memory.Layered.Pack(workspace, request, LayerOptions.Asked(run, _withoutUser));
            if (!result.IsSuccess) { return run.Fail(result.Problem); }
            return run.Answer(ContextShape.Of(result.Value), RecallJsonContext.Default.ContextShape, output =>
            {
                foreach (var note in result.Value.Notes) { run.Say($"Note: {note}"); }
                output.WriteLine(SafeText.Block(result.Value.Text));
                run.Say($"{result.Value.TokensUsed} of {result.Value.BudgetTokens} tokens, {result.Value.Items.Length} facts, {result.Value.OmittedCount} left out");
            });
        });
    }
}
