using System.Text;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Snapshots;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>Edges whose ends are any text; nodes by first occurrence.</summary>
internal sealed class NamedEdges
{
    private readonly Utf8Names _names = new();
    private readonly List<int> _sources = [];
    private readonly List<int> _targets = [];
    private readonly List<float> _weights = [];

    public int Node(ReadOnlySpan<byte> name) => _names.Intern(name);

    public int Node(string name) => _names.Intern(Encoding.UTF8.GetBytes(name));

    public void Add(int source, int target, float weight)
    {
        _sources.Add(source);
        _targets.Add(target);
        _weights.Add(weight);
    }

    public SubjectGraph Build(bool isDirected, bool isWeighted, Crew crew) => new(
        StaticGraphBuilder.Build(
            _names.Count, _sources.ToArray(), _targets.ToArray(), isWeighted ? _weights.ToArray() : default(ReadOnlyMemory<float>), isDirected, crew),
        node => _names[node], _names.Find, SubjectTypes.None);
}
