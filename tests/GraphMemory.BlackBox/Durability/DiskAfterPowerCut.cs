namespace GraphMemory.BlackBox.Durability;

/// <summary>
/// A disk that kept everything that was synced, and of the rest whatever it liked: each later step survives or not, and a write may be torn
/// between sectors (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014).
/// </summary>
internal sealed class DiskAfterPowerCut(IReadOnlyDictionary<string, byte[]> before, Random random, double survival)
{
    private const int SectorBytes = 512;

    private readonly Dictionary<string, byte[]> _files = before.ToDictionary(file => file.Key, file => file.Value);
    private readonly Dictionary<string, List<DiskStep>> _unsynced = [];

    /// <summary>The files after the steps, by path.</summary>
    public IReadOnlyDictionary<string, byte[]> After(IEnumerable<DiskStep> steps)
    {
        foreach (var step in steps)
        {
            if (!_unsynced.TryGetValue(step.Path, out var waiting)) { _unsynced[step.Path] = waiting = []; }
            if (step.Call != DiskCall.Sync) { waiting.Add(step); continue; }
            foreach (var synced in waiting) { Apply(synced, synced.Data.Length); }
            waiting.Clear();
        }

        foreach (var step in _unsynced.Values.SelectMany(waiting => waiting).Where(_ => random.NextDouble() < survival)) { Apply(step, Torn(step.Data.Length)); }
        return _files;
    }

    private int Torn(int bytes) => survival >= 1 || random.Next(2) == 0 ? bytes : random.Next((bytes / SectorBytes) + 1) * SectorBytes;

    private void Apply(DiskStep step, int bytes)
    {
        var file = _files.GetValueOrDefault(step.Path, []);
        var length = step.Call == DiskCall.Truncate ? step.Offset : Math.Max(file.Length, step.Offset + bytes);
        if (length != file.Length) { Array.Resize(ref file, (int)length); }
        if (step.Call == DiskCall.Write) { step.Data.AsSpan(0, bytes).CopyTo(file.AsSpan((int)step.Offset)); }
        _files[step.Path] = file;
    }
}
