namespace GraphMemory.Engine.Graph;

/// <summary>When a fact holds in the world: the half-open interval [<see cref="FromMs"/>, <see cref="ToMs"/>), Unix milliseconds.</summary>
public readonly record struct ValidTime(long FromMs, long ToMs)
{
    /// <summary>The bound of an interval that has no known beginning.</summary>
    public const long Beginning = long.MinValue;

    /// <summary>The bound of an interval that has no known end.</summary>
    public const long Open = long.MaxValue;

    public static ValidTime Always => new(Beginning, Open);

    public bool IsEmpty => FromMs >= ToMs;

    public bool Covers(long atMs) => FromMs <= atMs && atMs < ToMs;

    public bool Overlaps(ValidTime other) => FromMs < other.ToMs && other.FromMs < ToMs;
}
