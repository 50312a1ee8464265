namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>The clusters that are left, each in a slot, with the distances between them.</summary>
internal interface IClusters
{
    /// <summary>Slots; in the beginning slot i holds point i.</summary>
    int Count { get; }

    bool IsLeft(int slot);

    /// <summary>The nearest other cluster, the lowest slot when several are.</summary>
    /// <param name="preferred">A cluster that wins a tie; −1 for none.</param>
    /// <param name="distance">In the linkage's measure of height.</param>
    int Nearest(int slot, int preferred, out double distance);

    /// <summary>Both become one cluster in the slot that is kept.</summary>
    void Merge(int kept, int gone);
}
