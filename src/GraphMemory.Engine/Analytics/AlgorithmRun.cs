using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics;

/// <summary>What an algorithm is given.</summary>
/// <param name="Subject">Names, types and times.</param>
/// <param name="Graph">Directed or not, as the algorithm's <see cref="AlgorithmDescription.Direction"/> wants it.</param>
/// <param name="Crew">Threads to compute on, and the cancellation.</param>
/// <param name="Progress">Told the share that is done, 0 to 1; null when nobody looks.</param>
public sealed record AlgorithmRun(SubjectGraph Subject, StaticGraph Graph, ParameterValues Parameters, Crew Crew, IProgress<double>? Progress = null);
