using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Vectors;
using Microsoft.Extensions.AI;

namespace GraphMemory.Tests.Vectors;

public sealed class OpenAiEmbeddingsTests : IAsyncLifetime
{
    private EmbeddingService _service = null!;
    private VectorsOptions _options = new();

    public async ValueTask InitializeAsync()
    {
        _service = await EmbeddingService.StartAsync();
        _options = new VectorsOptions { Provider = "openai", Url = _service.Url, Model = "small", ApiKey = "sk-test-key" };
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Vectors_come_in_the_order_of_the_texts()
    {
        using var generator = Open();
        var vectors = await generator.GenerateAsync(["the car", "lunch at noon"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(_service.Embedder.Vector("the car"), vectors[0].Vector.ToArray());
        Assert.Equal(_service.Embedder.Vector("lunch at noon"), vectors[1].Vector.ToArray());
        var (authorization, body) = Assert.Single(_service.Requests);
        Assert.Equal("Bearer sk-test-key", authorization);
        Assert.Equal("""{"model":"small","input":["the car","lunch at noon"],"encoding_format":"float"}""", body.GetRawText());
    }

    [Fact]
    public async Task Dimensions_are_asked_for_when_they_are_set_and_no_key_is_sent_when_there_is_none()
    {
        _options = _options with { Dimensions = 256, ApiKey = "", Url = _service.Url + "/" };
        using var generator = Open();
        await generator.GenerateAsync(["the car"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(_service.Requests[0].Authorization);
        Assert.Equal(256, _service.Requests[0].Body.GetProperty("dimensions").GetInt32());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_service_is_asked_again(int status)
    {
        _service.Instead.Enqueue(EmbeddingService.Status(status, retryAfter: "0"));
        _service.Instead.Enqueue(EmbeddingService.Status(status, retryAfter: DateTimeOffset.UnixEpoch.ToString("R")));
        using var generator = Open();
        Assert.Single(await generator.GenerateAsync(["the car"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(3, _service.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_stays_busy_is_a_problem_after_a_few_attempts()
    {
        for (var i = 0; i < 10; i++) { _service.Instead.Enqueue(EmbeddingService.Status(429, retryAfter: "0")); }
        Assert.Equal(VectorProblems.Refused, (await FaultAsync()).Problem.Code);
        Assert.Equal(4, _service.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_wants_minutes_is_not_waited_for()
    {
        _service.Instead.Enqueue(EmbeddingService.Status(503, retryAfter: "600"));
        Assert.Equal(VectorProblems.Refused, (await FaultAsync()).Problem.Code);
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(401, "vectors.api_key")]
    [InlineData(404, "vectors.model")]
    [InlineData(400, "vectors.url")]
    [InlineData(302, "vectors.url")]
    public async Task A_refusal_names_the_key_at_fault_and_never_the_secret(int status, string field)
    {
        _service.Instead.Enqueue(EmbeddingService.Status(status, """{"error":{"message":"No: sk-test-key\nis not it","type":"x"}}"""));
        var problem = (await FaultAsync()).Problem;
        Assert.Equal((VectorProblems.Refused, field), (problem.Code, problem.Fields[0].Field));
        Assert.Equal($"{_service.Url} answered {status}: No: (key) is not it", problem.Detail);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_refusal_of_somebody_else_on_the_way_is_told_by_its_status()
    {
        _service.Instead.Enqueue(EmbeddingService.Status(418, "<html>teapot</html>"));
        Assert.Equal($"{_service.Url} answered 418.", (await FaultAsync()).Problem.Detail);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"data":[{"index":7,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0}]}""")]
    public async Task An_answer_without_vectors_is_a_problem(string body)
    {
        _service.Instead.Enqueue(EmbeddingService.Status(200, body));
        Assert.Equal(VectorProblems.BadAnswer, (await FaultAsync()).Problem.Code);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unreachable()
    {
        await _service.DisposeAsync();
        var fault = await FaultAsync();
        Assert.Equal(VectorProblems.Unreachable, fault.Problem.Code);
        Assert.Contains("cannot be reached", fault.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_service_is_given_up()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _service.Instead.Enqueue(_ =>
        {
            entered.SetResult();
            return release.Task;
        });
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var generator = Open(time);
        var asked = generator.GenerateAsync(["the car"], cancellationToken: TestContext.Current.CancellationToken);
        await entered.Task;
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(VectorProblems.Unreachable, (await Assert.ThrowsAsync<EmbeddingFaultException>(() => asked)).Problem.Code);
        release.SetResult();
    }

    [Fact]
    public async Task Who_asked_may_stop_waiting()
    {
        using var stop = new CancellationTokenSource();
        _service.Instead.Enqueue(_ => stop.CancelAsync());
        using var generator = Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(["the car"], cancellationToken: stop.Token));
    }

    [Fact]
    public void Without_an_address_an_earlier_model_is_gone()
    {
        var model = new OpenAiProvider(TimeProvider.System).ModelOf(_options);
        Assert.Equal(new VectorModel("openai", "small", 0, ""), model);
        Assert.Equal("vectors.url", new OpenAiProvider(TimeProvider.System).Open(model, () => new VectorsOptions()).Problem!.Fields[0].Field);
    }

    [Fact]
    public void A_generator_is_what_it_is()
    {
        using var generator = Open();
        Assert.Same(generator, generator.GetService(typeof(OpenAiEmbeddings)));
        Assert.Null(generator.GetService(typeof(OpenAiEmbeddings), "other"));
    }

    private IEmbeddingGenerator<string, Embedding<float>> Open(TimeProvider? time = null)
    {
        var provider = new OpenAiProvider(time ?? TimeProvider.System);
        return provider.Open(provider.ModelOf(_options), () => _options).Value;
    }

    private async Task<EmbeddingFaultException> FaultAsync()
    {
        using var generator = Open();
        return await Assert.ThrowsAsync<EmbeddingFaultException>(() => generator.GenerateAsync(["the car"], cancellationToken: TestContext.Current.CancellationToken));
    }
}
