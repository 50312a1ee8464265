using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>One change of the memory, the same for every door.</summary>
public interface IGraphCommand<T>
{
    /// <summary>The first rule that the request breaks by itself; null when it may run.</summary>
    Problem? Check(GraphLimits limits);

    /// <summary>What can be worked out beforehand, on the caller's thread, while the transactions of others are under way.</summary>
    void Prepare()
    {
    }

    /// <summary>Applies the change inside a transaction. May run more than once, so it keeps no state.</summary>
    Result<T> Apply(IWorkspaceWrite write);
}
