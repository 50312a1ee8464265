using System.CommandLine;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Cli;

/// <summary>The options that say which part of a workspace an algorithm is to see.</summary>
internal sealed class GraphFilterOptions
{
    private readonly Option<string[]> _types = new("--type") { Description = "Only entities of this type; may be repeated", HelpName = "TYPE" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Only entities of which something is said under this tag; may be repeated", HelpName = "TAG" };
    private readonly Option<string[]> _names = new("--entity") { Description = "Only this entity; may be repeated", HelpName = "NAME" };
    private readonly Option<string[]> _relations = new("--relation") { Description = "Only relations of this type; may be repeated", HelpName = "TYPE" };
    private readonly Option<string> _since = new("--since") { Description = "Only what was recorded from then on", HelpName = "TIME" };
    private readonly Option<string> _until = new("--until") { Description = "Only what was recorded before then", HelpName = "TIME" };
    private readonly Option<string> _asOf = new("--as-of") { Description = "The graph as it was known then", HelpName = "TIME" };

    public IEnumerable<Option> All => [_types, _tags, _names, _relations, _since, _until, _asOf];

    /// <summary>The name of an option that was given; null when none was.</summary>
    public string? Given(CliRun run) => All.FirstOrDefault(option => run.Parsed.GetResult(option) is { Implicit: false })?.Name;

    public Result<GraphFilter> Read(CliRun run)
    {
        var (since, until, asOf) = (run.Instant(_since), run.Instant(_until), run.Instant(_asOf));
        if ((since.Problem ?? until.Problem ?? asOf.Problem) is { } problem) { return problem; }
        return new GraphFilter
        {
            Types = [.. run.Value(_types) ?? []], Tags = [.. run.Value(_tags) ?? []], Names = [.. run.Value(_names) ?? []], RelationTypes = [.. run.Value(_relations) ?? []],
            SinceMs = since.Value, UntilMs = until.Value, AsOfMs = asOf.Value,
        };
    }
}
