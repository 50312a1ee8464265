using System.Collections.Immutable;
using System.CommandLine;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class GetCommand : CliCommand
{
    private readonly Argument<string[]> _names = new("name") { Description = "Entities", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _validAt = new("--valid-at") { Description = "What held then: " + TimeText.Allowed, HelpName = "WHEN" };
    private readonly Option<string> _knownAt = new("--known-at") { Description = "What the memory knew then", HelpName = "WHEN" };

    public GetCommand(CliEnvironment environment) : base(
        environment, "get", "Show all that is known about entities, now or at a point in time",
        "graphmemory get \"nightly build\"",
        "graphmemory get parser lexer --json",
        "graphmemory get repo --valid-at 2025-06-01 --known-at 1w")
    {
        Add(_names);
        Add(_validAt);
        Add(_knownAt);
    }

    protected override Task<int> RunAsync(CliRun run)
    {
        var (validAt, knownAt) = (run.Instant(_validAt), run.Instant(_knownAt));
        if (!validAt.IsSuccess) { return Task.FromResult(run.Fail(validAt.Problem)); }
        if (!knownAt.IsSuccess) { return Task.FromResult(run.Fail(knownAt.Problem)); }
        return run.ReadAsync((memory, workspace) =>
        {
            var found = new List<(string Name, ImmutableArray<NamedFact> Facts)>();
            foreach (var asked in run.Value(_names)!)
            {
                // A merged name shows what it stands for now.
                var name = memory.Store.Read(workspace, read => EntityLookup.Find(read, asked)?.Name) ?? asked;
                var facts = FactsOf(run, memory, workspace, name, validAt.Value, knownAt.Value);
                if (!facts.IsSuccess) { return run.Fail(facts.Problem); }
                found.Add((name, facts.Value));
            }

            var shapes = found.Select(entity => Shape(entity.Name, entity.Facts)).ToArray();
            return run.Answer(shapes, FactJsonContext.Default.EntityShapeArray, output => found.ForEach(entity => Print(run, output, entity.Name, entity.Facts)));
        });
    }

    private static Result<ImmutableArray<NamedFact>> FactsOf(CliRun run, MemoryHost memory, long workspace, string name, long? validAt, long? knownAt)
    {
        if (validAt is null && knownAt is null)
        {
            return memory.Queries.Timeline(workspace, name, GraphQueries.PageMax).Map(facts => facts.Where(named => named.Fact.IsLive).ToImmutableArray());
        }

        var now = run.Environment.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return memory.Queries.AsOf(workspace, name, predicate: null, new AsOf(validAt ?? now, memory.Queries.SeqAt(workspace, knownAt ?? now)));
    }

    private static EntityShape Shape(string name, ImmutableArray<NamedFact> facts)
    {
        var own = facts.Where(named => named.Subject == name).ToList();
        return new(
            name, own.FirstOrDefault()?.SubjectType ?? "",
            [.. own.Where(named => !IsRelation(named)).Select(FactShape.Of)],
            [.. own.Where(IsRelation).Select(FactShape.Of)],
            [.. facts.Where(named => named.Subject != name).Select(FactShape.Of)]);
    }

    private static void Print(CliRun run, TextWriter output, string name, ImmutableArray<NamedFact> facts)
    {
        var type = facts.FirstOrDefault(named => named.Subject == name)?.SubjectType ?? "";
        output.WriteLine($"{run.Style.Bold(SafeText.Line(name))}  {run.Style.Dim(SafeText.Line(type))}");
        var table = new TextTable(new("", IsRight: true, Paint: run.Style.Dim), new("", IsFlexible: true), new("", Paint: run.Style.Dim), new("", Paint: run.Style.Dim));
        foreach (var named in facts.OrderBy(IsRelation).ThenBy(named => named.Subject != name))
        {
            var text = named.Subject == name ? FactText.Statement(named) : FactText.Incoming(named);
            table.Add($"#{named.Fact.Id}", text, FactText.Valid(named, run.Environment.Time), TimeText.Day(named.Fact.RecordedAtMs, run.Environment.Time));
        }

        table.Write(output, run.Style, run.OutputWidth);
    }

    private static bool IsRelation(NamedFact named) => named.Fact.Statement.Kind == FactKind.Relation;
}
