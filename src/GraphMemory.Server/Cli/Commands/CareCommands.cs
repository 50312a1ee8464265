using System.CommandLine;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Care;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Options that several commands of care take.</summary>
internal static class CareOption
{
    public static Option<int> Limit(int fallback = 50) => new("--limit", "-n") { Description = "Items to show", HelpName = "N", DefaultValueFactory = _ => fallback };

    public static Option<double> Threshold() => new("--threshold")
    {
        Description = "Similarity from which two things count as one, 0 to 1", HelpName = "SHARE", DefaultValueFactory = _ => CareQueries.ThresholdDefault,
    };

    public static Option<string> Root() => new("--root") { Description = "Folder that the files of facts are looked for in; the current one when not given", HelpName = "DIR" };

    public static Problem? Check(CliRun run, Option<double> threshold) => run.Value(threshold) is >= 0 and <= 1
        ? null
        : CliProblems.BadUsage.With("A share is not understood.", new FieldProblem(threshold.Name, "is not a share", "Give a number from 0 to 1."));

    public static StaleRule StaleRule(CliRun run, MemoryHost memory, Option<string> root) =>
        new CareDoor(memory.Care, () => memory.Options.Care, run.Environment.Time).StaleRule(SourceFiles.GoneBelow(run.Value(root) ?? run.Environment.Folder));
}

internal sealed class CareDuplicatesCommand : CliCommand
{
    private readonly Option<int> _limit = CareOption.Limit();
    private readonly Option<double> _threshold = CareOption.Threshold();

    public CareDuplicatesCommand(CliEnvironment environment) : base(
        environment, "duplicates", "Entities that are probably one, and observations that say the same",
        "graphmemory care duplicates",
        "graphmemory care duplicates --threshold 0.7 --json")
    {
        Add(_limit);
        Add(_threshold);
    }

    protected override Task<int> RunAsync(CliRun run) => CareOption.Check(run, _threshold) is { } problem
        ? Task.FromResult(run.Fail(problem))
        : run.ReadAsync((memory, workspace) =>
        {
            var (entities, observations) = (
                memory.Care.DuplicateEntities(workspace, run.Value(_threshold), run.Value(_limit)), memory.Care.DuplicateObservations(workspace, run.Value(_threshold), run.Value(_limit)));
            return run.Answer(DuplicatesShape.Of(entities, observations), CareJson.Default.DuplicatesShape, output => CareText.Duplicates(run, output, entities, observations));
        });
}

internal sealed class CareOrphansCommand : CliCommand
{
    private readonly Option<int> _limit = CareOption.Limit();

    public CareOrphansCommand(CliEnvironment environment) : base(
        environment, "orphans", "Entities about which nothing is said, and ends that only relations name",
        "graphmemory care orphans",
        "graphmemory care orphans --limit 500 --json") => Add(_limit);

    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        var found = memory.Care.Orphans(workspace, run.Value(_limit));
        return run.Answer(OrphansShape.Of(found), CareJson.Default.OrphansShape, output => CareText.Orphans(run, output, found));
    });
}

internal sealed class CareStaleCommand : CliCommand
{
    private readonly Option<int> _limit = CareOption.Limit();
    private readonly Option<string> _root = CareOption.Root();

    public CareStaleCommand(CliEnvironment environment) : base(
        environment, "stale", "Facts whose time is over, that are corrected or contradicted, whose file is gone, or that are quiet for long",
        "graphmemory care stale",
        "graphmemory care stale --root ~/src/shop --json")
    {
        Add(_limit);
        Add(_root);
    }

    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        var found = memory.Care.Stale(workspace, CareOption.StaleRule(run, memory, _root), run.Value(_limit));
        return run.Answer(StaleListShape.Of(found), CareJson.Default.StaleListShape, output => CareText.Stale(run, output, found));
    });
}

internal sealed class CareTagsCommand : CliCommand
{
    private readonly Option<int> _limit = CareOption.Limit();

    public CareTagsCommand(CliEnvironment environment) : base(
        environment, "tags", "Tags, how often they are used, and those that are probably one",
        "graphmemory care tags",
        "graphmemory care tags --json")
    {
        Add(_limit);
        Add(new CareTagsRenameCommand(environment));
    }

    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        var report = memory.Care.Tags(workspace, run.Value(_limit));
        return run.Answer(TagsShape.Of(report), CareJson.Default.TagsShape, output => CareText.Tags(run, output, report));
    });
}

internal sealed class CareTagsRenameCommand : CliCommand
{
    private readonly Argument<string> _from = new("old") { Description = "Tag that goes" };
    private readonly Argument<string> _into = new("new") { Description = "Tag that takes its place; one that exists takes the facts in" };

    public CareTagsRenameCommand(CliEnvironment environment) : base(
        environment, "rename", "Rename a tag on every fact, or merge it into another",
        "graphmemory care tags rename databse database",
        "graphmemory care tags rename todo task --json")
    {
        Add(_from);
        Add(_into);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run) => run.WriteAsync(
        ShapedCommand.Of(new RenameTag(run.Value(_from)!, run.Value(_into)!), RenamedTagShape.Of, CareJson.Default.RenamedTagShape), input: "",
        (shape, output) => output.WriteLine(shape.Revision is { } id
            ? $"{CareText.Number(shape.Facts)} facts carry {SafeText.Line(run.Value(_into)!)} now; \"graphmemory care undo {id}\" takes it back"
            : "no fact has this tag"));
}

internal sealed class CareTiersCommand : CliCommand
{
    private readonly Option<int> _limit = CareOption.Limit();

    public CareTiersCommand(CliEnvironment environment) : base(
        environment, "tiers", "How many facts are in each tier, pinned or expiring, and what was marked",
        "graphmemory care tiers",
        "graphmemory care tiers --json") => Add(_limit);

    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        var report = memory.Care.Tiers(workspace, run.Value(_limit));
        return run.Answer(TiersShape.Of(report), CareJson.Default.TiersShape, output => CareText.Tiers(run, output, report));
    });
}

internal sealed class CareHistoryCommand : CliCommand
{
    private readonly Option<int> _limit = CareOption.Limit();

    public CareHistoryCommand(CliEnvironment environment) : base(
        environment, "history", "Merges, runs of forgetting and renamed tags, the newest first",
        "graphmemory care history",
        "graphmemory care history --limit 5 --json") => Add(_limit);

    protected override Task<int> RunAsync(CliRun run) => run.ReadAsync((memory, workspace) =>
    {
        var found = memory.Care.History(workspace, run.Value(_limit));
        return run.Answer(new HistoryShape([.. found.Select(RevisionShape.Of)]), CareJson.Default.HistoryShape, output =>
        {
            var table = new TextTable(new("REVISION", IsRight: true), new("WHEN", Paint: run.Style.Dim), new("WHAT"), new("", IsFlexible: true), new("", Paint: run.Style.Dim));
            foreach (var item in found)
            {
                var what = item.Revision.Kind == Engine.Graph.RevisionKind.Merge ? $"{item.From} → {item.Into}" : item.Revision.Note;
                table.Add($"{item.Revision.Id}", item.AtMs is { } atMs ? TimeText.Day(atMs, run.Environment.Time) : "", item.Revision.Kind.ToString().ToLowerInvariant(), what, item.Revision.Stands ? "" : "undone");
            }

            if (found.Length > 0) { table.Write(output, run.Style, run.OutputWidth); }
            else { run.Say("Nothing was merged, renamed or forgotten by rule."); }
        });
    });
}

internal sealed class CareUndoCommand : CliCommand
{
    private readonly Argument<long> _id = new("revision") { Description = "Revision, as \"graphmemory care history\" lists it" };

    public CareUndoCommand(CliEnvironment environment) : base(
        environment, "undo", "Take a merge, a run of forgetting or a renamed tag back",
        "graphmemory care undo 4711",
        "graphmemory care undo 4711 --json")
    {
        Add(_id);
        Add(IdempotencyOption.Create());
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var configuration = run.Configuration();
        if (!configuration.IsSuccess) { return Task.FromResult(run.Fail(configuration.Problem)); }
        var fromMs = configuration.Value.Options.Care.UndoneFromMs(run.Environment.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return run.WriteAsync(
            ShapedCommand.Of(new UndoRevision(run.Value(_id), fromMs), UndoShape.Of, CareJson.Default.UndoShape), input: "",
            (shape, output) => output.WriteLine(CareText.Undone(shape)));
    }
}
