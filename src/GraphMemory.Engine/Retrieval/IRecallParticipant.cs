using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Retrieval;

/// <summary>
/// Takes part in answers: it may refuse a question, and put the items of an answer in another order. The published extension point of
/// <see cref="Recall"/>. It is asked on the thread of the question, so whoever implements it bounds its own time.
/// </summary>
public interface IRecallParticipant
{
    /// <summary>Why the question is not answered; null when it is.</summary>
    Problem? Before(long workspaceId, RecallRequest request);

    /// <summary>The items of the answer, none added and none left out, in the order to give them.</summary>
    ImmutableArray<RecallItem> After(long workspaceId, RecallRequest request, ImmutableArray<RecallItem> items);
}
