using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Telemetry;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Graph;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Telemetry;

/// <summary>An event as an editor sends it. More fields are welcome, and all of them may stand inside "data".</summary>
/// <param name="Type">file_open, file_save, symbol_index, test_run, user_chat, or a word of the sender's own.</param>
internal sealed record EventBody(
    string Type, WireTime Timestamp, string? Id = null, string? SessionId = null, string? UserId = null, string? File = null, string[]? Symbols = null,
    string? Test = null, string? Outcome = null, string[]? Files = null, string? Text = null, Dictionary<string, JsonElement>? Data = null);

internal sealed record ReceiptShape(int Accepted, int Duplicates, int Links)
{
    public static ReceiptShape Of(TelemetryReceipt receipt) => new(receipt.Accepted, receipt.Duplicates, receipt.Links);
}

/// <param name="FactId">The relation by which the graph holds it.</param>
internal sealed record KeptEventShape(
    long FactId, string Type, string Timestamp, string? Id, string? SessionId, string? UserId, string Session, string Relation, string Object, JsonElement? Data, string RecordedAt)
{
    public static KeptEventShape Of(KeptEvent kept) => new(
        kept.FactId, kept.Name, TimeText.Instant(kept.AtMs)!, kept.Id, kept.Session, kept.User, kept.Subject, kept.Relation, kept.Object, Parsed(kept.Data),
        TimeText.Instant(kept.RecordedAtMs)!);

    private static JsonElement? Parsed(string? data)
    {
        if (data is null) { return null; }
        using var document = JsonDocument.Parse(data);
        return document.RootElement.Clone();
    }
}

internal sealed record KeptEventListShape(KeptEventShape[] Items, string? NextCursor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EventBody[]))]
[JsonSerializable(typeof(ReceiptShape))]
[JsonSerializable(typeof(KeptEventListShape))]
internal sealed partial class TelemetryJson : JsonSerializerContext;

/// <summary>What happens in editors: taken in batches, linked into the graph, and listed again.</summary>
internal static class TelemetryEndpoints
{
    private const string Tag = "telemetry";

    /// <summary>Events of one transaction, so that other writers come in between.</summary>
    private const int EventsPerWrite = 2_000;

    private static readonly RestParameter<string?> Type = RestParameter.Text("type", "Only events of this type");
    private static readonly RestParameter<string?> Session = RestParameter.Text("session", "Only events of this session");
    private static readonly RestParameter<string?> User = RestParameter.Text("user", "Only events of this user");
    private static readonly RestParameter<long?> From = RestParameter.Instant("from", "Only events at or after this time");
    private static readonly RestParameter<long?> To = RestParameter.Instant("to", "Only events before this time");
    private static readonly RestParameter<int> Offset = RestParameter.Count("offset", "Newest events to pass over", 0, 0, 100_000);
    private static readonly RestParameter<string?> OldType = RestParameter.Text("event_type", "Only events of this type");
    private static readonly RestParameter<string?> OldSession = RestParameter.Text("session_id", "Only events of this session");
    private static readonly RestParameter<string?> OldUser = RestParameter.Text("user_id", "Only events of this user");
    private static readonly RestParameter<long?> OldFrom = RestParameter.Instant("start_time", "Only events at or after this time");
    private static readonly RestParameter<long?> OldTo = RestParameter.Instant("end_time", "Only events before this time");

    public static IEnumerable<RestEndpoint> All =>
    [
        Ingest("ingestTelemetry", "/telemetry", isAncestral: false),
        new("listTelemetry", "GET", "/telemetry", Tag, "List events, the last recorded first", ListAsync)
        {
            Parameters = [Type, Session, User, From, To, PageParameters.Limit, PageParameters.Cursor], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(TelemetryJson.Default.KeptEventListShape, "A page of events."), Problems = [RestProblems.BadParameter],
        },
        Ingest("ingestTelemetryAsBefore", "/telemetry/ingest", isAncestral: true),
        new("listTelemetryAsBefore", "GET", "/telemetry/list", Tag, "As GET /api/v1/telemetry, by the ancestor's path and names", OldListAsync)
        {
            IsAncestral = true, Parameters = [PageParameters.Limit, Offset], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(TelemetryJson.Default.KeptEventListShape, "The events."), Problems = [RestProblems.BadParameter],
        },
        new("queryTelemetryAsBefore", "GET", "/telemetry/query", Tag, "As GET /api/v1/telemetry, by the ancestor's path and names", OldListAsync)
        {
            IsAncestral = true, Parameters = [OldType, OldSession, OldUser, OldFrom, OldTo, PageParameters.Limit, Offset], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(TelemetryJson.Default.KeptEventListShape, "The events."), Problems = [RestProblems.BadParameter],
        },
    ];

    private static RestEndpoint Ingest(string name, string path, bool isAncestral) =>
        new(name, "POST", path, Tag, isAncestral ? "As POST /api/v1/telemetry, by the ancestor's path" : "Take in events of an editor: one, an array, or one a line", IngestAsync)
        {
            IsAncestral = isAncestral, IsIdempotentByKey = true,
            Body = new RestBody(TelemetryJson.Default.EventBodyArray, "The events: an array, one alone, or with application/x-ndjson one a line.", RestContent.Json, RestContent.Ndjson),
            Answer = RestAnswer.Json(TelemetryJson.Default.ReceiptShape, "What became of them: recorded, known by their id, and what the graph learnt.", 202),
            Problems = [TelemetryProblems.BadEvent, .. EntityEndpoints.Writing],
        };

    private static async ValueTask<RestReply> IngestAsync(RestCall call)
    {
        var isLines = call.Http.Request.ContentType!.StartsWith(RestContent.Ndjson, StringComparison.OrdinalIgnoreCase);
        var events = isLines ? await call.BodyAsync(TelemetryReading.Lines) : await call.BodyAsync(TelemetryReading.Document);
        if (!events.IsSuccess) { return events.Problem; }
        var isOnce = call.Value(CallParameters.IdempotencyKey) is not null;
        var writes = events.Value.Chunk(isOnce ? Math.Max(1, events.Value.Count) : EventsPerWrite)
            .Select(part => call.WriteAsync(new IngestTelemetry(part), ReceiptShape.Of, TelemetryJson.Default.ReceiptShape).AsTask()).ToList();
        var sum = new ReceiptShape(0, 0, 0);
        Problem? problem = null;
        foreach (var write in writes)
        {
            var written = await write;
            problem ??= written.Problem;
            if (written.IsSuccess) { sum = new(sum.Accepted + written.Value.Accepted, sum.Duplicates + written.Value.Duplicates, sum.Links + written.Value.Links); }
        }

        return problem is null ? RestReply.Of(sum, TelemetryJson.Default.ReceiptShape, 202) : problem;
    }

    private static ValueTask<RestReply> ListAsync(RestCall call) => ListAsync(
        call, new TelemetryFilter(call.Value(Type), call.Value(Session), call.Value(User), call.Value(From), call.Value(To)), call.Page(), skip: 0);

    private static ValueTask<RestReply> OldListAsync(RestCall call) => ListAsync(
        call, new TelemetryFilter(call.Value(OldType), call.Value(OldSession), call.Value(OldUser), call.Value(OldFrom), call.Value(OldTo)),
        new RestPage(0, call.Value(PageParameters.Limit)), call.Value(Offset));

    private static async ValueTask<RestReply> ListAsync(RestCall call, TelemetryFilter filter, RestPage page, int skip)
    {
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Telemetry.Page(workspace.Value.Id, filter, page.After, skip, page.Limit, RestLimits.ScannedRowsMax);
        return RestReply.Of(
            new KeptEventListShape([.. found.Events.Select(KeptEventShape.Of)], found.Next is { } next ? call.NextCursor(next) : null),
            TelemetryJson.Default.KeptEventListShape);
    }
}
