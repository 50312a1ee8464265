using System.CommandLine;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>The options that describe which facts a rule forgets.</summary>
internal sealed class ForgetRuleOptions
{
    private readonly Option<string> _olderThan = new("--older-than") { Description = "Recorded before: " + TimeText.Allowed, HelpName = "WHEN" };
    private readonly Option<string> _tier = new("--tier") { Description = "In this tier: core, working or archive", HelpName = "TIER" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "With this tag; repeated: with all of them", HelpName = "TAG" };
    private readonly Option<string[]> _types = new("--type", "-t") { Description = "About entities of this type; may be repeated", HelpName = "TYPE" };
    private readonly Option<float?> _belowConfidence = new("--below-confidence") { Description = "Less sure than this, 0 to 1", HelpName = "SHARE" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show exactly what the rule closes, and the plan that stands for it" };
    private readonly Option<string> _plan = new("--plan") { Description = "Close what this plan showed, if that is still what the rule closes", HelpName = "PLAN" };

    public void AddTo(Command command)
    {
        _tier.AcceptOnlyFromAmong([.. TierNames.All]);
        foreach (Option option in (Option[])[_olderThan, _tier, _tags, _types, _belowConfidence, _dryRun, _plan]) { command.Add(option); }
    }

    public bool IsDryRun(CliRun run) => run.Value(_dryRun);

    /// <summary>The plan that is to be carried out; null when none is named.</summary>
    public Result<PlanToken?> Plan(CliRun run) => run.Value(_plan) is not { } text ? (PlanToken?)null
        : PlanToken.Parse(text) is { } token ? token
        : CliProblems.BadUsage.With("The plan is not understood.", new FieldProblem(_plan.Name, $"\"{text}\" is no plan", "Give what --dry-run printed."));

    /// <summary>The rule; null when no condition and no plan is given.</summary>
    public Result<ForgetRule?> Rule(CliRun run)
    {
        var olderThan = run.Instant(_olderThan);
        if (!olderThan.IsSuccess) { return olderThan.Problem; }
        var rule = new ForgetRule
        {
            RecordedBeforeMs = olderThan.Value, Tier = run.Value(_tier) is { } tier ? TierNames.Parse(tier) : null,
            Tags = [.. run.Value(_tags) ?? []], Types = [.. run.Value(_types) ?? []], BelowConfidence = run.Value(_belowConfidence),
        };
        if (rule.Check() is not { } problem) { return rule; }
        return rule.BelowConfidence is null && run.Value(_plan) is null && !run.Value(_dryRun) ? (ForgetRule?)null : problem;
    }
}
