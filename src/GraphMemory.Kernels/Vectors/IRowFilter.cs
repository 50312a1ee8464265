namespace GraphMemory.Kernels.Vectors;

/// <summary>Which rows may be in an answer. Asked only for rows that would enter it, so it may cost something.</summary>
public interface IRowFilter
{
    bool Accepts(int row);
}

/// <summary>Every row.</summary>
public readonly struct AllRows : IRowFilter
{
    public bool Accepts(int row) => true;
}
