using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Caching;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Retrieval;

/// <summary>A question put to one state of the logs that it is answered from.</summary>
/// <param name="UserSeq">Where the log of the user's own layer ends.</param>
/// <param name="Question">Everything that was asked, as one text.</param>
internal readonly record struct AnswerKey(long WorkspaceId, long Seq, long UserSeq, string Question)
{
    private const char Between = '\u001f';

    public static AnswerKey Of(RestCall call, long workspaceId, long seq, string kind, string query, int bound, RecallFilter filter, string? layers) => new(
        workspaceId, seq, call.UserSeq,
        string.Join(
            Between, kind, query, bound, call.Memory.Plugins.Generation, List(filter.Types), List(filter.Tags), List(filter.About), filter.Session, filter.Source, filter.RecordedFromMs,
            filter.RecordedToMs, filter.ValidAtMs, string.Join(',', filter.Tiers), layers));

    private static string List(IEnumerable<string> texts) => string.Join('\u001e', texts);
}

/// <summary>
/// Answers as they went over the wire. A write makes another key, so nothing has to be invalidated; as age and valid time count in an
/// answer too, none is served for longer than a few seconds.
/// </summary>
internal sealed class AnswerCache(TimeProvider time)
{
    private const int AnswersMax = 2_048;

    /// <summary>A larger answer is made anew each time, so that the whole stays small.</summary>
    private const int AnswerBytesMax = 32 << 10;

    private readonly BoundedCache<AnswerKey, byte[]> _answers = new(new CacheOptions { Capacity = AnswersMax, TimeToLive = TimeSpan.FromSeconds(5) }, time);

    public CacheStatistics Statistics => _answers.Statistics;

    public async ValueTask<Result<byte[]>> GetAsync<T>(AnswerKey key, Func<Result<T>> answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var made = await _answers.GetOrLoadAsync(key, _ => Task.FromResult(answer().Map(value => Bytes(value, type))), cancellationToken);
        if (made is { IsSuccess: true, Value.Length: > AnswerBytesMax }) { _answers.Invalidate(key); }
        return made;
    }

    private static byte[] Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, RestJson.Compact)) { JsonSerializer.Serialize(writer, value, type); }
        return buffer.Written.ToArray();
    }
}
