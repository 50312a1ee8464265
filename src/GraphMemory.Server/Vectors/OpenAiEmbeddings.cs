using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.AI;

namespace GraphMemory.Server.Vectors;

/// <summary>
/// Asks an OpenAI-compatible service for vectors. A busy or failing service is asked again a few times, as late as it says itself. The key
/// goes to the configured address only: redirects are not followed.
/// </summary>
internal sealed class OpenAiEmbeddings(VectorModel model, Func<VectorsOptions> options, TimeProvider time) : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int AttemptsMax = 4;
    private const int ResponseBytesMax = 256 << 20;
    private const int DetailLengthMax = 200;
    private static readonly TimeSpan PauseFirst = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = ResponseBytesMax,
        Timeout = Timeout.InfiniteTimeSpan, // each request has its own, by the clock of the process
    };

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        for (var attempt = 1; ; attempt++)
        {
            var (vectors, pause) = await AskAsync(texts, attempt, cancellationToken);
            if (vectors is not null) { return vectors; }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _client.Dispose();

    /// <summary>One request. Vectors, or how long to wait before the next.</summary>
    private async Task<(GeneratedEmbeddings<Embedding<float>>? Vectors, TimeSpan Pause)> AskAsync(List<string> texts, int attempt, CancellationToken cancellationToken)
    {
        var now = options();
        var patience = TimeSpan.FromMilliseconds(now.TimeoutMs);
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = Request(now, texts);
            using var response = await _client.SendAsync(request, either.Token);
            if (response.IsSuccessStatusCode) { return (await ReadAsync(response, texts.Count, either.Token), default); }
            var pause = Pause(response, attempt);
            if (attempt == AttemptsMax || !IsPassing(response.StatusCode) || pause > PauseMax) { throw await RefusedAsync(response, now, either.Token); }
            return (null, pause);
        }
        catch (HttpRequestException fault)
        {
            if (attempt == AttemptsMax) { throw new EmbeddingFaultException(VectorProblems.Unreachable.With($"{now.Url} cannot be reached: {fault.Message}", FieldOf(now)), fault); }
            return (null, PauseFirst * (1 << attempt));
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddingFaultException(VectorProblems.TooSlow(model, patience), fault);
        }
    }

    private HttpRequestMessage Request(VectorsOptions now, List<string> texts)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, now.Url.TrimEnd('/') + "/embeddings")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new OpenAiRequest(model.Name, texts, model.Dimensions > 0 ? model.Dimensions : null), OpenAiJson.Default.OpenAiRequest)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (now.ApiKey.Length > 0) { request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", now.ApiKey); }
        return request;
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> ReadAsync(HttpResponseMessage response, int count, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var answer = await JsonSerializer.DeserializeAsync(stream, OpenAiJson.Default.OpenAiResponse, cancellationToken);
            var vectors = new Embedding<float>?[count];
            foreach (var vector in answer?.Data ?? [])
            {
                if (vector.Index >= 0 && vector.Index < count && vector.Embedding is { } numbers) { vectors[vector.Index] = new Embedding<float>(numbers); }
            }

            var missing = Array.IndexOf(vectors, null);
            return missing < 0 ? new GeneratedEmbeddings<Embedding<float>>(vectors!) : throw Bad($"gave no vector for text {missing + 1} of {count}");
        }
        catch (JsonException fault)
        {
            throw Bad($"answered no JSON of vectors: {fault.Message}");
        }
    }

    private static async Task<EmbeddingFaultException> RefusedAsync(HttpResponseMessage response, VectorsOptions now, CancellationToken cancellationToken)
    {
        var told = "";
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            told = (await JsonSerializer.DeserializeAsync(stream, OpenAiJson.Default.OpenAiFailure, cancellationToken))?.Error?.Message ?? "";
        }
        catch (JsonException)
        {
            // Whoever answered is not the service itself; the status says what there is to say.
        }

        if (now.ApiKey.Length > 0) { told = told.Replace(now.ApiKey, "(key)", StringComparison.Ordinal); }
        if (told.Length > DetailLengthMax) { told = told[..DetailLengthMax]; }
        return new EmbeddingFaultException(VectorProblems.Refused.With(
            $"{now.Url} answered {(int)response.StatusCode}{(told.Length > 0 ? $": {told.ReplaceLineEndings(" ")}" : ".")}", FieldOf(now, response.StatusCode)));
    }

    private EmbeddingFaultException Bad(string what) => new(VectorProblems.BadAnswer.With($"{model} {what}."));

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    /// <summary>As the service says (RFC 9110, 10.2.3), else longer each time.</summary>
    private TimeSpan Pause(HttpResponseMessage response, int attempt) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => PauseFirst * (1 << attempt),
    };

    private static FieldProblem FieldOf(VectorsOptions now, HttpStatusCode? status = null) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(VectorsKeys.ApiKey, "is not accepted", "Set the key in the environment: GRAPHMEMORY__VECTORS__API_KEY."),
        HttpStatusCode.NotFound => new(VectorsKeys.Model, $"\"{now.Model}\" or the address is not known there", "Check vectors.url (it ends before /embeddings) and vectors.model."),
        _ => new(VectorsKeys.Url, "does not answer as it should", "Check that the service runs; until it does, text and graph answer."),
    };
}
