using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Kernels.Analytics.Communities;

namespace GraphMemory.Engine.Analytics.Communities;

/// <summary>A partition with what can be said about it: figures of the whole and a row for each of the largest communities.</summary>
internal sealed class CommunityReport
{
    private const int RowsMax = 100;
    private readonly AlgorithmRun _run;
    private readonly int[] _groups;
    private readonly CommunityMeasure[] _measures;
    private readonly double _volume;
    private readonly double _resolution;

    /// <param name="groups">Community of each node, −1 for none.</param>
    /// <param name="resolution">Of the modularity that is told.</param>
    public CommunityReport(AlgorithmRun run, int[] groups, int count, double resolution)
    {
        (_run, _groups, _resolution, _measures) = (run, groups, resolution, new CommunityMeasure[count]);
        _volume = CommunityMeasures.Of(run.Graph, groups, _measures);
    }

    public ReadOnlySpan<CommunityMeasure> Measures => _measures;

    /// <summary>What a community is called in the table: its number, unless it has a name.</summary>
    public Func<int, string> NameOf { get; init; } = group => Text(group);

    /// <param name="more">Figures that only this algorithm has.</param>
    public AlgorithmResult Result(params ImmutableArray<Figure> more) => new()
    {
        Groups = new NodeGroups("community", _groups, _measures.Length),
        Table = new ResultTable(["community", "size", "density", "modularityContribution", "conductance", "centralNodes"], Rows()),
        Figures =
        [
            new Figure("modularity", CommunityMeasures.Modularity(_measures, _volume, _resolution)),
            new Figure("communities", _measures.Length),
            new Figure("coverage", CommunityMeasures.Coverage(_measures, _volume)),
            new Figure("largestCommunity", _measures.Length == 0 ? 0 : _measures.Max(measure => measure.Size)),
            .. more,
        ],
        Notes = _measures.Length > RowsMax ? [$"The table shows the {RowsMax} largest of {_measures.Length} communities."] : [],
    };

    private ImmutableArray<ImmutableArray<string>> Rows()
    {
        var shown = Enumerable.Range(0, _measures.Length).OrderByDescending(group => _measures[group].Size).ThenBy(group => group).Take(RowsMax).ToArray();
        var centres = CentralNodes.Of(_run.Graph, _groups, _measures.Length);
        return [.. shown.Select(group => Row(group, _measures[group], centres[group]))];
    }

    private ImmutableArray<string> Row(int group, CommunityMeasure measure, IEnumerable<int> centres) =>
    [
        NameOf(group), Text(measure.Size), Text(measure.Density), Text(measure.Contribution(_volume, _resolution)), Text(measure.Conductance(_volume)),
        string.Join(", ", centres.Select(_run.Subject.NodeName)),
    ];

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
