using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GraphMemory.Tests.Vectors;

/// <summary>An OpenAI-compatible service on a free port of this machine that makes the vectors of <see cref="HashingEmbedder"/>.</summary>
internal sealed class EmbeddingService : IAsyncDisposable
{
    private readonly WebApplication _application;

    private EmbeddingService(WebApplication application) => _application = application;

    /// <summary>Base address, as vectors.url wants it.</summary>
    public string Url { get; private set; } = "";

    public HashingEmbedder Embedder { get; } = new();

    /// <summary>Requests as they came: authorization and body.</summary>
    public List<(string? Authorization, JsonElement Body)> Requests { get; } = [];

    /// <summary>Answers instead of the service, one request each; after them it works.</summary>
    public Queue<Func<HttpContext, Task>> Instead { get; } = new();

    public static async Task<EmbeddingService> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var service = new EmbeddingService(builder.Build());
        service._application.Run(service.AnswerAsync);
        await service._application.StartAsync();
        service.Url = service._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    public static Func<HttpContext, Task> Status(int status, string body = "", string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) { context.Response.Headers.RetryAfter = retryAfter; }
        return context.Response.WriteAsync(body);
    };

    private async Task AnswerAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body);
        Requests.Add((context.Request.Headers.Authorization, document.RootElement.Clone()));
        if (Instead.TryDequeue(out var instead))
        {
            await instead(context);
            return;
        }

        if (context.Request.Path != "/v1/embeddings" || context.Request.Method != "POST")
        {
            context.Response.StatusCode = 404;
            return;
        }

        var texts = document.RootElement.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).ToList();
        Embedder.Texts.AddRange(texts);
        // In reverse: the order of an answer is told by its numbers.
        var data = texts.Select((text, index) => $$"""{"object":"embedding","index":{{index}},"embedding":[{{string.Join(',', Embedder.Vector(text))}}] }""").Reverse();
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"object":"list","data":[{{string.Join(',', data)}}],"usage":{"total_tokens":1} }""");
    }
}
