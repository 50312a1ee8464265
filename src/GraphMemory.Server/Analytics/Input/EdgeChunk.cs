namespace GraphMemory.Server.Analytics.Input;

/// <summary>The edges of one chunk, whose ends are written as plain numbers. It stops at the first line that is otherwise.</summary>
internal sealed class EdgeChunk(long at, int edgesLikely, bool hasWeights)
{
    private int[] _ends = new int[Math.Max(64, 2 * edgesLikely)];
    private float[] _weights = hasWeights ? new float[Math.Max(32, edgesLikely)] : [];

    public int Count { get; private set; }

    /// <summary>The greatest number of an end; −1 when there is none.</summary>
    public int Max { get; private set; } = -1;

    /// <summary>Where in the file the line begins that stopped the reading; null when all were read.</summary>
    public long? StoppedAt { get; private set; }

    /// <summary>Source and target in turns.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, 2 * Count);

    public ReadOnlySpan<float> Weights => hasWeights ? _weights.AsSpan(0, Count) : default;

    public void Read(ReadOnlySpan<byte> lines)
    {
        for (var start = 0; start < lines.Length;)
        {
            var stop = lines[start..].IndexOf((byte)'\n');
            var line = stop < 0 ? lines[start..] : lines.Slice(start, stop);
            if (!Take(line))
            {
                StoppedAt = at + start;
                return;
            }

            start += line.Length + 1;
        }
    }

    private bool Take(ReadOnlySpan<byte> line)
    {
        var text = new EdgeText(line);
        var source = text.Number();
        if (source < 0) { return EdgeText.IsComment(line) || new EdgeText(line).Word().IsEmpty; }
        var target = text.Number();
        if (target < 0) { return false; }
        if (2 * Count == _ends.Length) { Array.Resize(ref _ends, 2 * _ends.Length); }
        (_ends[2 * Count], _ends[(2 * Count) + 1]) = (source, target);
        if (hasWeights && !TakeWeight(text.Weight())) { return false; }
        Max = Math.Max(Max, Math.Max(source, target));
        Count++;
        return true;
    }

    private bool TakeWeight(float weight)
    {
        if (float.IsNaN(weight)) { return false; }
        if (Count == _weights.Length) { Array.Resize(ref _weights, 2 * _weights.Length); }
        _weights[Count] = weight;
        return true;
    }
}
