using System.Text.Json;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Vectors;

public sealed class VectorCommandTests : IAsyncLifetime
{
    private readonly CliHarness _cli = new();
    private EmbeddingService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await EmbeddingService.StartAsync();
        await _cli.RunAsync("remember", "The automobile of the director is crimson");
        await _cli.RunAsync("remember", "Lunch is at noon");
    }

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return _service.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_provider_there_is_nothing_to_do_and_status_says_so()
    {
        Assert.Contains("none: text and graph answer", (await _cli.RunAsync("vectors", "status")).Output, StringComparison.Ordinal);
        var update = await _cli.RunAsync("vectors", "update");
        Assert.Equal(2, update.ExitCode);
        Assert.Contains("VECTORS_004", update.Error, StringComparison.Ordinal);
        Assert.Contains("no provider", (await _cli.RunAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_embeds_and_recall_finds_by_meaning()
    {
        Configure();
        var before = await _cli.RunAsync("recall", "scarlet", "car");
        Assert.Contains("Note: openai small has made no vectors yet; text and graph answered", before.Error, StringComparison.Ordinal);

        var update = await _cli.RunAsync("vectors", "update");

        Assert.True(update.ExitCode == 0, update.Error);
        Assert.Contains("Vectors   2 x 64, exact, 1 files", update.Output, StringComparison.Ordinal);
        Assert.Contains("Pending   nothing", update.Output, StringComparison.Ordinal);
        var answer = await _cli.RunAsync("recall", "scarlet", "car", "--explain");
        Assert.Contains("crimson", answer.Output, StringComparison.Ordinal);
        Assert.Contains("(cosine 0.", answer.Output, StringComparison.Ordinal);
        var proof = JsonDocument.Parse((await _cli.RunAsync("recall", "scarlet", "car", "--json")).Output).RootElement.GetProperty("items")[0].GetProperty("proof");
        Assert.True(proof.GetProperty("vector").GetDouble() > 0);
    }

    [Fact]
    public async Task Rebuild_embeds_everything_again()
    {
        Configure();
        await _cli.RunAsync("vectors", "update");
        var status = JsonDocument.Parse((await _cli.RunAsync("vectors", "rebuild", "--json")).Output).RootElement;
        Assert.Equal(2, status.GetProperty("vectors").GetInt32());
        Assert.Equal(2, _service.Embedder.Texts.Count(text => text == "Lunch is at noon"));
        Assert.Equal(0, status.GetProperty("pendingEvents").GetInt32());
    }

    [Fact]
    public async Task When_the_service_is_gone_recall_answers_by_text_and_everyone_says_why()
    {
        Configure();
        await _cli.RunAsync("vectors", "update");
        _service.Instead.Enqueue(EmbeddingService.Status(401));
        var answer = await _cli.RunAsync("recall", "lunch", "--json");
        Assert.Contains("noon", answer.Output, StringComparison.Ordinal);
        Assert.Contains("openai small takes no part (VECTORS_002: ", JsonDocument.Parse(answer.Output).RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        _service.Instead.Enqueue(EmbeddingService.Status(401));
        Assert.Contains("GRAPHMEMORY__VECTORS__API_KEY", (await _cli.RunAsync("doctor")).Output, StringComparison.Ordinal);
        _service.Instead.Enqueue(EmbeddingService.Status(401));
        Assert.Contains("Problem   VECTORS_002", (await _cli.RunAsync("vectors", "status")).Output, StringComparison.Ordinal);
        _service.Instead.Enqueue(EmbeddingService.Status(401));
        Assert.Contains("Note: ", (await _cli.RunAsync("context", "lunch")).Error, StringComparison.Ordinal);
        _service.Instead.Enqueue(EmbeddingService.Status(401));
        Assert.Contains("VECTORS_002", (await _cli.RunAsync("vectors", "rebuild")).Error, StringComparison.Ordinal);
        Assert.Contains("makes vectors of 64 numbers", (await _cli.RunAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_purge_leaves_no_vector()
    {
        Configure();
        await _cli.RunAsync("remember", "The password hint is the dog", "-a", "vault");
        await _cli.RunAsync("vectors", "update");
        await _cli.RunAsync("purge", "vault", "--yes");
        var answer = await _cli.RunAsync("recall", "password", "dog", "--json");
        Assert.DoesNotContain("hint", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vectors.model_path", "vectors.provider=onnx")]
    [InlineData("vectors.url", "vectors.provider=openai", "vectors.model=small")]
    [InlineData("vectors.model", "vectors.provider=openai", "vectors.url=http://localhost:1/v1")]
    [InlineData("vectors.url", "vectors.provider=openai", "vectors.url=http://10.0.0.1/v1", "vectors.model=small", "vectors.api_key=secret")]
    public async Task What_a_provider_needs_is_asked_for_by_name(string missing, params string[] settings)
    {
        var answer = await _cli.RunAsync([.. settings.SelectMany(setting => (string[])["--set", setting]), "status"]);
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(missing + ":", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Error, StringComparison.Ordinal);
    }

    private void Configure()
    {
        _cli.Variables["GRAPHMEMORY__VECTORS__PROVIDER"] = "openai";
        _cli.Variables["GRAPHMEMORY__VECTORS__URL"] = _service.Url;
        _cli.Variables["GRAPHMEMORY__VECTORS__MODEL"] = "small";
    }
}
