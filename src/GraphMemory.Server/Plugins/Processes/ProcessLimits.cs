namespace GraphMemory.Server.Plugins.Processes;

/// <summary>What a plugin's process may use.</summary>
/// <param name="MemoryMb">Memory of its own (RLIMIT_DATA).</param>
/// <param name="CpuSeconds">Processor time of one start (RLIMIT_CPU); 0 does not count.</param>
/// <param name="MessageBytes">Longest message it may send.</param>
/// <param name="Restarts">Ends in a row after which it is not started again.</param>
internal sealed record ProcessLimits(int MemoryMb = 512, int CpuSeconds = 0, int MessageBytes = 4 << 20, int Restarts = 5)
{
    /// <summary>Messages that nobody asked for: so many at once, and so many a second.</summary>
    public const int UnaskedMax = 200, UnaskedPerSecond = 20;

    /// <summary>Bytes on stderr: so many at once, and so many a second.</summary>
    public const int ErrorBytesMax = 1 << 20, ErrorBytesPerSecond = 64 << 10;
}

/// <summary>What is started, with what, and under which limits.</summary>
/// <param name="Command">Full path.</param>
/// <param name="Hashes">SHA-256 of files by full path, the command among them; looked at before each start.</param>
/// <param name="Folder">Where it runs.</param>
internal sealed record ProcessCommand(
    string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Hashes, string Folder, ProcessLimits Limits)
{
    public bool MayWriteFiles { get; init; }

    public bool MayUseNetwork { get; init; }

    /// <summary>A folder that it must not read: the memory itself, which it may only ask.</summary>
    public string? Hidden { get; init; }

    public override string ToString() => string.Join(' ', [Command, .. Arguments]);
}
