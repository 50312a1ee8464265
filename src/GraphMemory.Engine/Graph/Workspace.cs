namespace GraphMemory.Engine.Graph;

/// <summary>One memory: its entities, facts and log are separate from every other workspace's.</summary>
/// <param name="Id">Key inside the store.</param>
/// <param name="Name">Unique name.</param>
/// <param name="HeadSeq">Position of the last log event; 0 when nothing was written.</param>
/// <param name="LogStartSeq">Position of the first event that the log still holds; earlier ones were trimmed.</param>
/// <param name="CreatedAtMs">Unix milliseconds.</param>
public sealed record Workspace(long Id, string Name, long HeadSeq, long LogStartSeq, long CreatedAtMs)
{
    public const string DefaultName = "default";

    /// <summary>What holds wherever its user works: asked beside the workspace in use.</summary>
    public const string UserName = "user";

    public const int NameLengthMax = 128;
}
