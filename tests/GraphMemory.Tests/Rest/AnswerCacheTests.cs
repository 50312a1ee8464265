using System.Net;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Cli.Commands;
using GraphMemory.Server.Retrieval;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Rest;

public sealed class AnswerCacheTests
{
    [Fact]
    public async Task An_answer_is_made_once_for_each_state_and_for_a_few_seconds_only()
    {
        var (time, made) = (new FakeTimeProvider(), 0);
        var cache = new AnswerCache(time);
        Task<Result<byte[]>> AskAsync(long seq, string question) => cache.GetAsync(
            new AnswerKey(1, seq, 0, question), () => { made++; return new RecallShape("w", [], seq); }, RecallJsonContext.Default.RecallShape, RestServer.Token).AsTask();

        var first = await AskAsync(1, "a");
        await AskAsync(1, "a");
        await AskAsync(1, "b");
        await AskAsync(2, "a");
        time.Advance(TimeSpan.FromSeconds(6));
        await AskAsync(1, "a");

        Assert.Contains("\"seq\":1", System.Text.Encoding.UTF8.GetString(first.Value), StringComparison.Ordinal);
        Assert.Equal(4, made);
        Assert.Equal(1, cache.Statistics.Hits);
    }

    [Fact]
    public async Task A_problem_and_a_large_answer_are_not_kept()
    {
        var (cache, made) = (new AnswerCache(new FakeTimeProvider()), 0);
        var large = new RecallShape("w", [.. Enumerable.Range(0, 400).Select(i => new RecallItemShape(i, "w", 0, new string('x', 60), "t", null, ProofShape.Of(new RecallProof(0, 0, 0, 0, 0, 0, [], []))))], 1);
        for (var i = 0; i < 2; i++)
        {
            await cache.GetAsync(new AnswerKey(1, 1, 0, "large"), () => { made++; return large; }, RecallJsonContext.Default.RecallShape, RestServer.Token);
            var failed = await cache.GetAsync<RecallShape>(new AnswerKey(1, 1, 0, "bad"), () => { made++; return RetrievalProblems.Invalid("limit", "is 0", "use 1"); }, RecallJsonContext.Default.RecallShape, RestServer.Token);
            Assert.Equal("RETRIEVAL_001", failed.Problem!.Code.Name);
        }

        Assert.Equal(4, made);
    }

    [Fact]
    public async Task A_write_is_seen_by_the_next_question_also_one_into_the_layer_of_the_user()
    {
        await using var server = await RestServer.StartAsync();
        const string question = "/recall?query=basement";
        await server.RememberAsync("The build runs in the basement", "build");
        var first = await server.GetAsync(question);
        await server.GetAsync(question);
        await server.RememberAsync("The basement is wet", "basement");
        var second = await server.GetAsync(question, ("If-None-Match", first.Header("ETag")!));
        await server.RememberAsync("I never go to the basement", "me", $"?workspace={Workspace.UserName}");
        var third = await server.GetAsync(question, ("If-None-Match", second.Header("ETag")!));

        Assert.Single(first.Ok()["items"]!.AsArray());
        Assert.Equal(2, second.Ok()["items"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.OK, third.Status);
        Assert.Equal(3, third.Ok()["items"]!.AsArray().Count);
    }
}
