using GraphMemory.Server.Configuration;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>Ends a request that takes too long. Endpoints marked with <see cref="Streams"/> stay open by nature.</summary>
internal sealed class TimeoutGate(RequestDelegate next, LiveConfiguration configuration, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Streams>() is not null)
        {
            await next(context);
            return;
        }

        var gone = context.RequestAborted;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(configuration.Options.Server.RequestTimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, late.Token);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !gone.IsCancellationRequested && !context.Response.HasStarted)
        {
            await ProblemResponses.WriteAsync(context, HttpProblems.TooSlow.With(
                "The request was stopped after server.request_timeout_seconds. Ask for less, or raise that key."));
        }
        finally
        {
            context.RequestAborted = gone;
        }
    }
}

/// <summary>Endpoint metadata: the response is a stream without a known end.</summary>
internal sealed class Streams;
