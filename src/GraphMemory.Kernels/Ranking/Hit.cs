namespace GraphMemory.Kernels.Ranking;

/// <summary>A scored document. Hits order by score, best first, then by segment and document, so every ranking is total.</summary>
public readonly record struct Hit(int Segment, int Document, double Score) : IComparable<Hit>
{
    /// <summary>Negative when this hit ranks before <paramref name="other"/>.</summary>
    public int CompareTo(Hit other)
    {
        if (Score != other.Score) { return Score > other.Score ? -1 : 1; }
        return Segment != other.Segment ? Segment.CompareTo(other.Segment) : Document.CompareTo(other.Document);
    }

    public static bool operator <(Hit left, Hit right) => left.CompareTo(right) < 0;

    public static bool operator >(Hit left, Hit right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hit left, Hit right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hit left, Hit right) => left.CompareTo(right) >= 0;
}
