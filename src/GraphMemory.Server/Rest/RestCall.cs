using System.Collections.Immutable;
using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GraphMemory.Server.Rest;

/// <summary>
/// One request to one operation. Reading a parameter collects what is wrong with it and gives a harmless value; an operation looks at
/// <see cref="Problem"/> before it uses any.
/// </summary>
internal sealed class RestCall(HttpContext http, RestEndpoint endpoint, RestHost host)
{
    private readonly List<FieldProblem> _faults = [];
    private long _bodyHash;
    private long? _userSeq;

    public HttpContext Http => http;

    public RestHost Host => host;

    public MemoryHost Memory => host.Memory;

    public long NowMs => host.Time.GetUtcNow().ToUnixTimeMilliseconds();

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>Everything wrong with the parameters read so far; null when nothing is.</summary>
    public Problem? Problem => _faults.Count == 0
        ? null
        : RestProblems.BadParameter.With($"{string.Join(" ", _faults.Select(fault => $"{fault.Field} {fault.Error}; {fault.Fix}."))}", [.. _faults]);

    public string WorkspaceName =>
        Given(CallParameters.Workspace) is [.., { Length: > 0 } name] ? name
        : http.Request.Headers[CallParameters.WorkspaceHeader] is [.., { Length: > 0 } header] ? header
        : Memory.Options.Data.WorkspaceInUse;

    /// <summary>The workspace that a read is about; found once.</summary>
    public Workspace? Found { get; private set; }

    /// <summary>Where the log of the user's own layer ends; 0 when there is none. Looked up once.</summary>
    public long UserSeq => _userSeq ??= Memory.Store.FindWorkspace(Workspace.UserName)?.HeadSeq ?? 0;

    public T Value<T>(RestParameter<T> parameter)
    {
        var given = Given(parameter);
        if (given.Count == 0)
        {
            if (parameter.IsRequired) { _faults.Add(new(parameter.Name, "is missing", $"give {parameter.Allowed}")); }
            return parameter.Fallback;
        }

        if (parameter.Parse(given) is { } parsed) { return parsed.Value; }
        _faults.Add(new(parameter.Name, "is not allowed", $"give {parameter.Allowed}"));
        return parameter.Fallback;
    }

    /// <summary>The page that a list is asked for.</summary>
    public RestPage Page()
    {
        var limit = Value(PageParameters.Limit);
        if (Value(PageParameters.Cursor) is not { } cursor) { return new(0, limit); }
        if (host.Cursors.Read(Question(), cursor) is { } position) { return new(position, limit); }
        _faults.Add(new("cursor", "was not given out by this server for this question", "begin without a cursor, and repeat the filters with each page"));
        return new(0, limit);
    }

    public string NextCursor(long position) => host.Cursors.Write(Question(), position);

    /// <summary>The workspace to read; a mistyped name is not made by reading.</summary>
    public async ValueTask<Result<Workspace>> WorkspaceToReadAsync()
    {
        if (Found is { } found) { return found; }
        var workspace = await Memory.WorkspaceToReadAsync(WorkspaceName, Aborted);
        if (workspace.IsSuccess) { Found = workspace.Value; }
        return workspace;
    }

    /// <summary>The body as its shape says; a fault names the field.</summary>
    public ValueTask<Result<T>> BodyAsync<T>(JsonTypeInfo<T> type) => BodyAsync(body => RestBodies.Read(body, type));

    /// <summary>The body as bytes, which are there only while they are read.</summary>
    public async ValueTask<Result<T>> BodyAsync<T>(Func<ReadOnlySequence<byte>, Result<T>> read)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var part = await reader.ReadAsync(Aborted);
            if (!part.IsCompleted)
            {
                reader.AdvanceTo(part.Buffer.Start, part.Buffer.End);
                continue;
            }

            var hash = new XxHash64();
            foreach (var segment in part.Buffer) { hash.Append(segment.Span); }
            _bodyHash = (long)hash.GetCurrentHashAsUInt64();
            var body = read(part.Buffer);
            reader.AdvanceTo(part.Buffer.End);
            return body;
        }
    }

    /// <summary>Runs a command on the workspace, made when it does not exist; once for each idempotency key. The body must have been read.</summary>
    public async ValueTask<Result<TShape>> WriteAsync<T, TShape>(IGraphCommand<T> command, Func<T, TShape> shape, JsonTypeInfo<TShape> type)
    {
        var opened = await Memory.Store.OpenWorkspaceAsync(WorkspaceName, Aborted);
        if (!opened.IsSuccess) { return opened.Problem; }
        var key = Value(CallParameters.IdempotencyKey);
        if (Problem is { } problem) { return problem; }
        var once = key is null ? null : new Idempotency<TShape>(
            key, RequestHash(), reply => JsonSerializer.SerializeToUtf8Bytes(reply, type), bytes => JsonSerializer.Deserialize(bytes, type)!);

        // A change that has begun is finished even when its sender goes away: it may ask again under the same key.
        var result = await Memory.Commands.ExecuteAsync(opened.Value.Id, new Shaped<T, TShape>(command, shape), once, CancellationToken.None);
        if (result.Problem?.Code == StoreProblems.NoWorkspace) // deleted since it was looked up: nothing was done, and the name is free for a new one
        {
            opened = await Memory.Store.OpenWorkspaceAsync(WorkspaceName, Aborted);
            if (!opened.IsSuccess) { return opened.Problem; }
            result = await Memory.Commands.ExecuteAsync(opened.Value.Id, new Shaped<T, TShape>(command, shape), once, CancellationToken.None);
        }

        host.Watch.Nudge();
        return result;
    }

    /// <summary>The operation and its filters, as cursors and entity tags are bound to them.</summary>
    public ulong Question()
    {
        var parts = http.Request.Query.Where(pair => pair.Key is not ("cursor" or "limit" or "workspace"))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        return RestCursors.Question([endpoint.Name, RawPath(), WorkspaceName, .. parts]);
    }

    /// <summary>The given texts of a parameter; none when it is not there.</summary>
    public StringValues Given(RestParameter parameter) => parameter.Place switch
    {
        RestPlace.Query => http.Request.Query[parameter.Name],
        RestPlace.Header => http.Request.Headers[parameter.Name],
        _ => Segment(parameter.Name),
    };

    // Names hold slashes. The router's values leave %2F as it is while other escapes are resolved, so a literal "%2F" could not be told
    // from a slash: the segment is taken from the request line instead.
    private StringValues Segment(string name)
    {
        var index = endpoint.Path.Split('/').IndexOf($"{{{name}}}");
        var segments = RawPath()[RestEndpoints.Root.Length..].Split('/');
        return index < segments.Length ? Uri.UnescapeDataString(segments[index]) : StringValues.Empty;
    }

    private string RawPath()
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var start = target.StartsWith('/') ? 0 : target.IndexOf('/', target.IndexOf("//", StringComparison.Ordinal) + 2);
        var end = target.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? target[start..] : target[start..end];
    }

    private long RequestHash() => (long)RestCursors.Question(
        http.Request.Method, RawPath(), http.Request.QueryString.Value, http.Request.Headers[CallParameters.IfMatch.Name], _bodyHash.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A command whose result is what goes over the wire, so that exactly this is kept under an idempotency key.</summary>
    private sealed record Shaped<T, TShape>(IGraphCommand<T> Command, Func<T, TShape> Shape) : IGraphCommand<TShape>
    {
        public Problem? Check(GraphLimits limits) => Command.Check(limits);

        public WriteIntent? Intent => Command.Intent;

        public IGraphCommand<TShape> Amended(ImmutableArray<MemoryItem> items) => this with { Command = Command.Amended(items) };

        public void Prepare() => Command.Prepare();

        public Result<TShape> Apply(IWorkspaceWrite write) => Command.Apply(write).Map(Shape);
    }
}
