using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Findings;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>Puts names to the numbers of a result.</summary>
internal sealed class ReportWriting(AlgorithmRun run, AlgorithmResult result)
{
    private const int PathsMax = 100;

    public RunReport Of(IGraphAlgorithm algorithm)
    {
        var report = new RunReport
        {
            Algorithm = algorithm.Name, Description = algorithm.Description,
            NodeCount = run.Graph.NodeCount, EdgeCount = run.Graph.EdgeCount, IsDirected = run.Graph.IsDirected, IsWeighted = run.Graph.IsWeighted,
            ValueName = result.Values?.Name, Nodes = Nodes(), Statistics = result.Values is { } values ? Ranks.Statistics(values) : null,
            GroupCount = result.Groups?.Count ?? 0, Groups = Groups(),
            Pairs = [.. result.Pairs.Take(RunReport.RowsMax).Select(pair => new NamedPair(Name(pair.Source), Name(pair.Target), pair.Score))],
            Paths = [.. result.Paths.Take(PathsMax).Select(path => new NamedPath([.. path.Nodes.Select(Name)], path.Length))],
            Table = result.Table is { } table ? table with { Rows = [.. table.Rows.Take(RunReport.RowsMax)] } : null,
            Figures = result.Figures, Notes = result.Notes, IsApproximate = result.IsApproximate,
            IsTruncated = result.IsTruncated || result.Pairs.Length > RunReport.RowsMax || result.Paths.Length > PathsMax || result.Table?.Rows.Length > RunReport.RowsMax,
        };
        return report with { Findings = [.. FindingRules.Of(run, result, report)] };
    }

    private ImmutableArray<NamedNode> Nodes()
    {
        if (result.Values is not { } values) { return []; }
        return
        [
            .. Ranks.First(values, RunReport.RowsMax).Select(node => new NamedNode(
                Name(node), Type(node), values.Values.Span[node], [.. result.MoreValues.Select(more => new Figure(more.Name, more.Values.Span[node]))])),
        ];
    }

    private ImmutableArray<NamedGroup> Groups()
    {
        if (result.Groups is not { } groups) { return []; }
        var sizes = GroupSizes.Of(groups);
        var shown = Enumerable.Range(0, groups.Count).OrderByDescending(group => sizes[group]).ThenBy(group => group).Take(RunReport.RowsMax).ToHashSet();
        var members = GroupSizes.MostLinked(groups, run.Graph, shown, RunReport.MembersMax);
        return
        [
            .. shown.OrderByDescending(group => sizes[group]).ThenBy(group => group)
                .Select(group => new NamedGroup(group, sizes[group], [.. members[group].Select(Name)])),
        ];
    }

    private string Name(int node) => run.Subject.NodeName(node);

    private string Type(int node) => run.Subject.Types.IsEmpty ? "" : run.Subject.Types.NodeTypeNames[run.Subject.Types.NodeTypes[node]];
}
