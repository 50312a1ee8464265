using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>Makes a retried request harmless: its reply is kept with the change itself, in the same transaction.</summary>
/// <param name="Key">Chosen by the caller, unique per request.</param>
/// <param name="RequestHash">Hash of the request, so that a key used for something else is refused.</param>
/// <param name="Encode">Reply to bytes, by the door that speaks to the caller.</param>
/// <param name="Decode">Bytes back to the reply.</param>
public sealed record Idempotency<T>(string Key, long RequestHash, Func<T, byte[]> Encode, Func<byte[], T> Decode)
{
    public const int KeyLengthMax = 200;

    public Result<T> Once(IWorkspaceWrite write, IGraphCommand<T> command)
    {
        if (Key.Length is 0 or > KeyLengthMax)
        {
            return GraphProblems.Invalid("idempotencyKey", $"has {Key.Length} characters", $"use 1 to {KeyLengthMax}");
        }

        if (write.FindReply(Key) is { } kept)
        {
            return kept.RequestHash == RequestHash
                ? Decode(kept.Reply)
                : GraphProblems.KeyReused.With($"The key {Key} belongs to another request; send a new key with a new request.");
        }

        var result = command.Apply(write);
        if (result.IsSuccess) { write.KeepReply(new KeptReply(Key, RequestHash, Encode(result.Value))); }
        return result;
    }
}
