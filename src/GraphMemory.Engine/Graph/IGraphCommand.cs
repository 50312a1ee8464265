using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>One change of the memory, the same for every door.</summary>
public interface IGraphCommand<T>
{
    /// <summary>The first rule that the request breaks by itself; null when it may run.</summary>
    Problem? Check(GraphLimits limits);

    /// <summary>What it is about to do, for those who take part in changes; null when it is none of their business. Only asked when there are any.</summary>
    WriteIntent? Intent => null;

    /// <summary>The same change with amended items, one for each of the intent's; a command whose items cannot be amended stays as it is.</summary>
    IGraphCommand<T> Amended(ImmutableArray<MemoryItem> items) => this;

    /// <summary>What can be worked out beforehand, on the caller's thread, while the transactions of others are under way.</summary>
    void Prepare()
    {
    }

    /// <summary>Applies the change inside a transaction. May run more than once, so it keeps no state.</summary>
    Result<T> Apply(IWorkspaceWrite write);
}
