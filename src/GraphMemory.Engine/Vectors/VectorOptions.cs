namespace GraphMemory.Engine.Vectors;

/// <summary>How vectors are kept and searched.</summary>
public sealed record VectorOptions
{
    /// <summary>Rows of one file that are compared one by one; a larger file gets a graph.</summary>
    public int ExactMax { get; init; } = 200_000;

    /// <summary>Best rows kept while a graph is walked (efSearch).</summary>
    public int Breadth { get; init; } = 400;

    /// <summary>Links of a node of the graph.</summary>
    public int Degree { get; init; } = 16;

    /// <summary>Candidates among which they are chosen (efConstruction).</summary>
    public int BuildBreadth { get; init; } = 128;

    /// <summary>Texts that are sent to a provider at once.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Log positions embedded by one step, and so by one small file at most.</summary>
    public int StepEventsMax { get; init; } = 2_048;

    /// <summary>Files of about the same size before they become one.</summary>
    public int Fanout { get; init; } = 4;

    public int ThreadsMax { get; init; } = Environment.ProcessorCount;

    /// <summary>Time that a question waits for its vector before text and graph answer alone.</summary>
    public TimeSpan QueryPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Put before a question, as some models want it ("query: ").</summary>
    public string QueryPrefix { get; init; } = "";

    /// <summary>Put before a stored text ("passage: ").</summary>
    public string TextPrefix { get; init; } = "";
}
