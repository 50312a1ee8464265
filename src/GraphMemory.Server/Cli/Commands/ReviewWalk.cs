using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Care;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>One thing to decide, with the keys that decide it.</summary>
/// <param name="Lines">What the person sees.</param>
/// <param name="Keys">Key, what it does, and the decision.</param>
internal sealed record ReviewQuestion(string[] Lines, (char Key, string Label, CareDecision Decision)[] Keys)
{
    public static IEnumerable<ReviewQuestion> Of(CliRun run, CareReview review)
    {
        foreach (var pair in review.Entities.Items)
        {
            var (from, into) = (pair.Merge.Name, pair.Keep.Name);
            yield return new(
                [$"{Show(run, from)} and {Show(run, into)} are probably one ({CareText.Percent(pair.Score)}): {pair.Reason}", $"  {Facts(pair.Merge)}; {Facts(pair.Keep)}"],
                [('m', $"merge {Short(from)} into {Short(into)}", new("merge", from, into)), ('o', "merge the other way", new("merge", into, from)), ('d', "they are two", new("different", from, into))]);
        }

        foreach (var pair in review.Observations.Items)
        {
            yield return new(
                [$"These say the same ({CareText.Percent(pair.Score)}):", Line(run, pair.Keep), Line(run, pair.Forget)],
                [('f', $"forget #{pair.Forget.Fact.Id}", Forget(pair.Forget.Fact.Id)), ('o', $"forget #{pair.Keep.Fact.Id}", Forget(pair.Keep.Fact.Id))]);
        }

        foreach (var view in review.Conflicts.Items)
        {
            var (earlier, later) = (view.Conflict.EarlierId, view.Conflict.LaterId);
            yield return new(
                [SafeText.Line(view.Explanation), Line(run, view.Earlier), Line(run, view.Later)],
                [.. new[] { ('e', "earlier"), ('l', "later"), ('b', "both"), ('n', "neither") }.Select(choice =>
                    (choice.Item1, $"keep {choice.Item2}", new CareDecision("resolve", Earlier: earlier, Later: later, Keep: choice.Item2)))]);
        }

        // A contradiction was asked about already.
        foreach (var stale in review.Stale.Items.Where(stale => stale.Reason != StaleReason.Contradicted))
        {
            var id = stale.Fact.Fact.Id;
            yield return new(
                [$"This may be true no longer ({CareText.Reason(stale.Reason)}):", Line(run, stale.Fact)],
                [('f', "forget it", Forget(id)), ('p', "pin it", new("pin", FactIds: [id])), ('a', "archive it", new("tier", FactIds: [id], Tier: "archive"))]);
        }

        foreach (var orphan in review.Orphans.Items.Where(orphan => orphan.IsDeclared))
        {
            yield return new([$"Nothing is said about {Show(run, orphan.Name)} ({SafeText.Line(orphan.Type)})"], [('f', "forget it", new("forget", Names: [orphan.Name]))]);
        }

        foreach (var pair in review.Tags.Near)
        {
            yield return new(
                [$"The tags {Show(run, pair.Rename.Tag)} ({pair.Rename.Facts}) and {Show(run, pair.Keep.Tag)} ({pair.Keep.Facts}) are probably one: {pair.Reason}"],
                [('m', $"make them {Short(pair.Keep.Tag)}", new("renameTag", pair.Rename.Tag, pair.Keep.Tag)), ('o', $"make them {Short(pair.Rename.Tag)}", new("renameTag", pair.Keep.Tag, pair.Rename.Tag))]);
        }
    }

    private static CareDecision Forget(long id) => new("forget", FactIds: [id]);

    private static string Facts(EntityBrief brief) => $"{SafeText.Line(brief.Name)}{(brief.Type.Length > 0 ? $" ({SafeText.Line(brief.Type)})" : "")} has {brief.Facts} fact{(brief.Facts == 1 ? "" : "s")}";

    private static string Line(CliRun run, Engine.Graph.NamedFact named) =>
        $"  {run.Style.Dim($"#{named.Fact.Id}")} {SafeText.Line(CareText.Text(named))} {run.Style.Dim(TimeText.Day(named.Fact.RecordedAtMs, run.Environment.Time))}";

    private static string Show(CliRun run, string name) => run.Style.Bold(SafeText.Line(name));

    private static string Short(string name) => SafeText.Line(name.Length <= 24 ? name : name[..23] + "…");
}

/// <summary>Asks one question after the other and does what the keys say. u takes the last step back, s leaves things as they are, q ends.</summary>
internal sealed class ReviewWalk(CliRun run, MemoryHost memory, long workspaceId)
{
    private long? _lastRevision;

    public async Task RunAsync(IEnumerable<ReviewQuestion> questions)
    {
        var done = 0;
        foreach (var question in questions)
        {
            foreach (var line in question.Lines) { run.Environment.Output.WriteLine(line); }
            var answer = await AskAsync(question);
            if (answer is null) { break; }
            if (answer == true) { done++; }
            run.Environment.Output.WriteLine();
        }

        run.Say($"{done} put in order.");
    }

    public static async Task<Result<Decided>> DoAsync(CliRun run, MemoryHost memory, long workspaceId, CareDecision decision)
    {
        var command = decision.ToCommand(memory.Options.Care.UndoneFromMs(run.Environment.Time.GetUtcNow().ToUnixTimeMilliseconds()));
        return command.IsSuccess ? await memory.Commands.ExecuteAsync(workspaceId, command.Value, CancellationToken.None) : command.Problem;
    }

    /// <summary>True when something was done, false when not; null when the person wants to end.</summary>
    private async Task<bool?> AskAsync(ReviewQuestion question)
    {
        while (true)
        {
            var keys = question.Keys.Select(key => $"{run.Style.Cyan(key.Key.ToString())} {key.Label}");
            run.Environment.Output.Write($"  {string.Join("  ", [.. keys, $"{run.Style.Cyan("s")} skip", $"{run.Style.Cyan("u")} undo the last", $"{run.Style.Cyan("q")} quit"])} > ");
            run.Environment.Output.Flush();
            if (run.Environment.Input.ReadLine() is not { } typed) { return null; }
            var pressed = typed.Trim().ToLowerInvariant() is [var first, ..] ? first : 's';
            if (pressed == 'q') { return null; }
            if (pressed == 's') { return false; }
            if (pressed == 'u') { await UndoAsync(); }
            else if (Array.Find(question.Keys, key => key.Key == pressed) is { Label: not null } chosen) { return await TryAsync(chosen.Decision); }
        }
    }

    private async Task<bool> TryAsync(CareDecision decision)
    {
        var done = await DoAsync(run, memory, workspaceId, decision);
        run.Environment.Output.WriteLine(done.IsSuccess ? run.Style.Green(SafeText.Line(done.Value.Text)) : run.Style.Red(SafeText.Line(done.Problem.Detail)));
        _lastRevision = done.IsSuccess ? done.Value.RevisionId : _lastRevision;
        return done.IsSuccess;
    }

    private async Task UndoAsync()
    {
        if (_lastRevision is not { } id) { run.Environment.Output.WriteLine("  The last step is none that can be undone."); }
        else if (await TryAsync(new("undo", Revision: id))) { _lastRevision = null; }
    }
}
