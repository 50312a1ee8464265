using System.CommandLine;
using System.Globalization;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class RecallCommand : CliCommand
{
    private readonly Argument<string[]> _query = new("query") { Description = "What you want to know; \"quoted words\" stand together, word* matches any ending", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int> _limit = new("--limit", "-n") { Description = "Most facts to show", HelpName = "N", DefaultValueFactory = _ => 10 };
    private readonly Option<bool> _explain = new("--explain") { Description = "Show why each fact is in the answer" };
    private readonly Option<bool> _withoutUser = LayerOptions.Without();
    private readonly RecallFilterOptions _filter = new();

    public RecallCommand(CliEnvironment environment) : base(
        environment, "recall", "Find what is remembered about a question, best first",
        "graphmemory recall where does the nightly build run",
        "graphmemory recall \"release process\" --limit 3 --explain",
        "graphmemory recall parser --type component --since 2w --json")
    {
        Add(_query);
        Add(_limit);
        Add(_explain);
        Add(_withoutUser);
        _filter.AddTo(this);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var filter = _filter.Read(run);
        if (!filter.IsSuccess) { return Task.FromResult(run.Fail(filter.Problem)); }
        var request = new RecallRequest(string.Join(' ', run.Value(_query)!)) { Limit = run.Value(_limit), Filter = filter.Value };
        return run.ReadAsync((memory, workspace) =>
        {
            var result = memory.Layered.Ask(workspace, request, LayerOptions.Asked(run, _withoutUser));
            if (!result.IsSuccess) { return run.Fail(result.Problem); }
            return run.Answer(RecallShape.Of(result.Value), RecallJsonContext.Default.RecallShape, output => Print(run, output, result.Value));
        });
    }

    private void Print(CliRun run, TextWriter output, RecallResult result)
    {
        foreach (var note in result.Notes) { run.Say($"Note: {note}"); }
        if (result.Items.Length == 0) { run.Say("Nothing is remembered about this."); }
        var (style, time) = (run.Style, run.Environment.Time);
        var table = new TextTable(
            new("", IsRight: true, Paint: style.Green), new("", Paint: style.Bold), new("", IsFlexible: true),
            new("", Paint: style.Dim), new("", IsRight: true, Paint: style.Dim));
        foreach (var item in result.Items)
        {
            table.Add(
                item.Score.ToString("0.00", CultureInfo.InvariantCulture),
                item.Fact is { } known && known.SubjectType == Engine.Graph.Entity.NoteType ? "" : item.Entity,
                item.Fact is null ? (item.EntityType.Length > 0 ? $"({item.EntityType})" : "(only named so far)") : FactText.Statement(item.Fact),
                item.Fact is null ? "" : TimeText.Day(item.Fact.Fact.RecordedAtMs, time), item.Workspace == result.Workspace ? $"#{item.Id}" : $"{item.Workspace} #{item.Id}");
            if (run.Value(_explain)) { table.Add("", "", RecallProofText.Of(item.Proof), "", ""); }
        }

        table.Write(output, style, run.OutputWidth);
    }
}
