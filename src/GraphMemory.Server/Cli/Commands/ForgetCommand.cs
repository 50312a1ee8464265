using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class ForgetCommand : CliCommand
{
    /// <summary>Facts of a plan that are printed; the JSON names every id.</summary>
    private const int ShownMax = 1_000;

    private readonly FactChoice _choice = new();
    private readonly ForgetRuleOptions _rule = new();

    public ForgetCommand(CliEnvironment environment) : base(
        environment, "forget", "Close facts, or entities with all their facts; the history stays and can be asked for",
        "graphmemory forget --id 42",
        "graphmemory forget \"nightly build\" --json",
        "graphmemory forget --older-than 365d --tier archive --dry-run")
    {
        _choice.AddTo(this);
        _rule.AddTo(this);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var rule = _rule.Rule(run);
        if (!rule.IsSuccess) { return Task.FromResult(run.Fail(rule.Problem)); }
        if (rule.Value is null) { return ChosenAsync(run); }
        if (_choice.Names(run).Count + _choice.Ids(run).Count > 0) { return Task.FromResult(run.Fail(Refused("A rule and names cannot be mixed.", "Forget what you name, or what a rule finds."))); }
        var plan = _rule.Plan(run);
        if (!plan.IsSuccess) { return Task.FromResult(run.Fail(plan.Problem)); }
        return _rule.IsDryRun(run) ? ShowAsync(run, rule.Value)
            : plan.Value is { } token ? DoAsync(run, rule.Value, token)
            : Task.FromResult(run.Fail(Refused("A rule closes nothing that was not shown first.", "Run it with --dry-run, then with the --plan that this prints.")));
    }

    private Task<int> ChosenAsync(CliRun run) => run.WriteAsync(
        ShapedCommand.Of(new Forget(_choice.Ids(run), _choice.Names(run)), closed => new ClosedShape([.. closed]), FactJsonContext.Default.ClosedShape),
        input: "",
        (shape, output) => output.WriteLine($"forgot {shape.FactIds.Length} fact{(shape.FactIds.Length == 1 ? "" : "s")}; \"graphmemory timeline\" still shows them"));

    private static Task<int> ShowAsync(CliRun run, ForgetRule rule) => run.ReadAsync((memory, workspace) =>
    {
        var plan = memory.Care.Plan(workspace, rule);
        var shape = CareEndpoints.Shape(memory.Queries, workspace, plan, ShownMax);
        return run.Answer(shape, CareJson.Default.PlanShape, output => Print(run, output, shape));
    });

    private static void Print(CliRun run, TextWriter output, PlanShape shape)
    {
        if (shape.FactIds.Length == 0)
        {
            run.Say($"No fact meets the rule ({shape.Rule}).");
            return;
        }

        var table = new TextTable(new("FACT", IsRight: true, Paint: run.Style.Dim), new("ENTITY", Paint: run.Style.Bold), new("TEXT", IsFlexible: true), new("RECORDED", Paint: run.Style.Dim));
        foreach (var fact in shape.Shown) { table.Add($"#{fact.Id}", fact.Entity, fact.Text ?? $"{fact.Relation} {fact.To}", fact.RecordedAt[..10]); }
        table.Write(output, run.Style, run.OutputWidth);
        if (shape.Shown.Length < shape.FactIds.Length) { output.WriteLine($"... and {CareText.Number(shape.FactIds.Length - shape.Shown.Length)} more; --json names every one"); }
        output.WriteLine($"{CareText.Number(shape.FactIds.Length)} of {CareText.Number(shape.Matching)} facts that meet the rule ({SafeText.Line(shape.Rule)}) would be closed. Nothing was.");
        run.Say($"To close exactly these, repeat the command with --plan {shape.Plan} in the place of --dry-run.");
    }

    private static Task<int> DoAsync(CliRun run, ForgetRule rule, PlanToken token) => run.WriteAsync(
        ShapedCommand.Of(new ForgetByPlan(token.For(rule), token.PlanId), ForgottenShape.Of, CareJson.Default.ForgottenShape), input: "",
        (shape, output) => output.WriteLine(shape.Revision is { } id
            ? $"forgot {CareText.Number(shape.Facts)} facts{(shape.Left > 0 ? $", {CareText.Number(shape.Left)} that meet the rule are left" : "")}; \"graphmemory care undo {id}\" brings them back"
            : "no fact meets the rule"));

    private static Problem Refused(string detail, string fix) => CliProblems.BadUsage.With(detail, new FieldProblem("forget", "was not run", fix));
}
