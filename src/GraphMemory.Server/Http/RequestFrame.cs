using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GraphMemory.Server.Http;

/// <summary>Around every request: an id to find it by, and a problem in place of an exception. No exception text reaches a client.</summary>
internal sealed partial class RequestFrame(RequestDelegate next, ILogger<RequestFrame> logger)
{
    public const string RequestIdHeader = "X-Request-Id";

    private const int RequestIdLengthMax = 64;

    public async Task InvokeAsync(HttpContext context)
    {
        if (WellFormedId(context.Request.Headers[RequestIdHeader].ToString()) is { } id) { context.TraceIdentifier = id; }
        context.Response.Headers[RequestIdHeader] = context.TraceIdentifier;
        try
        {
            await next(context);
            if (Unanswered(context) is { } problem) { await ProblemResponses.WriteAsync(context, problem); }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await ProblemResponses.WriteAsync(context, Translate(context, fault));
        }
    }

    /// <summary>What the router has to say and says without words.</summary>
    private static Problem? Unanswered(HttpContext context) => context.Response switch
    {
        { HasStarted: true } => null,
        { StatusCode: StatusCodes.Status404NotFound } when context.GetEndpoint() is null =>
            HttpProblems.NoSuchPath.With($"There is nothing at {context.Request.Path}."),
        { StatusCode: StatusCodes.Status405MethodNotAllowed, ContentType: null } => HttpProblems.WrongMethod.With(
            $"{context.Request.Path} does not take {context.Request.Method}.",
            new FieldProblem("method", "is not taken", $"Use {context.Response.Headers.Allow}.")),
        _ => null,
    };

    private Problem Translate(HttpContext context, Exception fault)
    {
        switch (fault)
        {
            case StoreFaultException store:
                LogStoreFault(logger, context.TraceIdentifier, store.Problem.Code.Name, store);
                return store.Problem;
            case RefusedRequestException refused:
                return refused.Problem;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return HttpProblems.BodyTooLarge.With("The body is larger than server.request_body_bytes_max allows.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return HttpProblems.TooSlow.With("The body came too slowly.");
            case BadHttpRequestException bad:
                return HttpProblems.Malformed.With(bad.Message);
            case IOException { InnerException: OverflowException }: // what Kestrel makes of a chunk size beyond all bounds
                return HttpProblems.Malformed.With("The body cannot be read: its chunks are broken.");
            case JsonException or InvalidOperationException when JsonFaults.IsBadJson(fault):
                return HttpProblems.Malformed.With($"The body cannot be read as JSON: {fault.Message}");
            default:
                LogDefect(logger, context.TraceIdentifier, fault);
                return HttpProblems.Defect.With($"The log of the server tells more under the request id {context.TraceIdentifier}.");
        }
    }

    private static string? WellFormedId(string id) =>
        id.Length is > 0 and <= RequestIdLengthMax && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? id : null;

    [LoggerMessage(1, LogLevel.Error, "Request {RequestId}: the store failed with {Code}")]
    private static partial void LogStoreFault(ILogger logger, string requestId, string code, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "Request {RequestId}: unexpected fault")]
    private static partial void LogDefect(ILogger logger, string requestId, Exception fault);
}
