using System.Runtime.InteropServices;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Vectors;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Tests.Vectors;

public sealed class VectorMemoryTests : IDisposable
{
    private readonly VectorFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Nothing_is_embedded_by_a_write_and_everything_by_the_steps_after_it()
    {
        _fixture.Memory.Remember("The car is red", about: "garage", type: "place");
        Assert.Empty(_fixture.Embedder.Texts);
        _fixture.Follow();
        Assert.Equal(["garage (place)", "garage: The car is red"], _fixture.Embedder.Texts);
        Assert.Equal(new VectorStatus(VectorFixture.First, VectorFixture.First, 2, 64, _fixture.Memory.Store.Read(_fixture.Memory.WorkspaceId, read => read.Workspace.HeadSeq), 0, 1,
            _fixture.Status.FileBytes, false, null), _fixture.Status);
        Assert.False(_fixture.Step().Value);
    }

    [Fact]
    public void A_text_is_embedded_once_however_often_it_is_said()
    {
        for (var i = 0; i < 3; i++)
        {
            var fact = _fixture.Memory.Remember("Lunch is at noon");
            _fixture.Follow();
            _fixture.Memory.Do(new Forget([fact], []));
        }

        Assert.Equal(["Lunch is at noon"], _fixture.Embedder.Texts);
        Assert.Equal(3, _fixture.Status.Vectors);
    }

    [Fact]
    public void A_rebuild_embeds_everything_again()
    {
        _fixture.Memory.Remember("Lunch is at noon");
        _fixture.Follow();
        _fixture.Vectors.Rebuild(_fixture.Memory.WorkspaceId);
        Assert.Equal(0, _fixture.Status.Vectors);
        _fixture.Follow();
        Assert.Equal(2, _fixture.Embedder.Texts.Count);
        Assert.Equal(1, _fixture.Status.Vectors);
    }

    [Fact]
    public void A_prefix_stands_before_what_is_embedded()
    {
        _fixture.Wanted = new VectorSetup(VectorFixture.First, new VectorOptions { TextPrefix = "passage: ", QueryPrefix = "query: " });
        _fixture.Memory.Remember("Lunch is at noon");
        _fixture.Follow();
        _fixture.Ask("noon");
        Assert.Equal(["passage: Lunch is at noon", "query: noon"], _fixture.Embedder.Texts);
    }

    [Fact]
    public void A_long_log_without_any_text_is_passed()
    {
        _fixture.Wanted = _fixture.Wanted! with { Options = _fixture.Wanted.Options with { StepEventsMax = 4 } };
        for (var i = 0; i < 30; i++) { _fixture.Memory.Do(new DeclarePredicate($"p{i}", false)); }
        _fixture.Follow();
        Assert.Empty(_fixture.Embedder.Texts);
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        Assert.Equal((1, 0), (_fixture.Status.Vectors, _fixture.Status.PendingEvents));
        Assert.Equal("The car is red", _fixture.Texts("scarlet automobile")[0]);
    }

    [Fact]
    public void A_provider_that_is_down_leaves_text_and_graph_and_the_answer_says_so()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        _fixture.Embedder.IsDown = true;

        var answer = _fixture.Ask("what is red");

        Assert.Equal("The car is red", answer.Items[0].Fact!.Fact.Statement.Text);
        Assert.Equal("test first takes no part (VECTORS_001: It is down); text and graph answered", Assert.Single(answer.Notes));
        Assert.Null(answer.Items[0].Proof.Similarity);
    }

    [Fact]
    public void A_provider_that_failed_is_left_alone_longer_each_time_and_asked_again()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Embedder.IsDown = true;
        Assert.Equal(VectorProblems.Unreachable, _fixture.Step().Problem!.Code);
        Assert.Equal(VectorProblems.Unreachable, _fixture.Step().Problem!.Code);
        Assert.Equal(1, _fixture.Embedder.Calls);
        _fixture.Memory.Clock.Advance(TimeSpan.FromSeconds(1));
        _fixture.Step();
        _fixture.Memory.Clock.Advance(TimeSpan.FromSeconds(1));
        _fixture.Step();
        Assert.Equal(2, _fixture.Embedder.Calls);
        Assert.Equal("VECTORS_001: It is down.", _fixture.Status.Problem!.ToString());
        _fixture.Embedder.IsDown = false;
        _fixture.Memory.Clock.Advance(TimeSpan.FromMinutes(5));
        _fixture.Follow();
        Assert.Null(_fixture.Status.Problem);
        Assert.Equal(1, _fixture.Status.Vectors);
    }

    [Fact]
    public void What_was_embedded_before_a_failure_is_kept()
    {
        _fixture.Wanted = _fixture.Wanted! with { Options = _fixture.Wanted.Options with { Batch = 2 } };
        for (var i = 0; i < 7; i++) { _fixture.Memory.Remember($"Fact number {i}"); }
        _fixture.Embedder.CallsLeft = 2;
        Assert.True(_fixture.Step().Value);
        Assert.Equal(4, _fixture.Status.Vectors);
        Assert.False(_fixture.Step().IsSuccess);
        _fixture.Embedder.CallsLeft = null;
        _fixture.Memory.Clock.Advance(TimeSpan.FromMinutes(5));
        _fixture.Follow();
        Assert.Equal(7, _fixture.Status.Vectors);
        Assert.Equal(7, _fixture.Embedder.Texts.Distinct().Count());
        Assert.Equal(7, _fixture.Embedder.Texts.Count);
    }

    [Fact]
    public async Task A_question_waits_for_its_vector_only_so_long()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        var entered = new TaskCompletionSource();
        _fixture.Embedder.Before = async token =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var answer = Task.Run(() => _fixture.Ask("what is red"));
        await entered.Task;
        _fixture.Memory.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("gave no answer within 2 s", Assert.Single((await answer).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_question_is_embedded_once()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        _fixture.Ask("what is red");
        _fixture.Ask("what is red");
        Assert.Single(_fixture.Embedder.Texts, "what is red");
    }

    [Fact]
    public void Another_model_takes_over_when_it_has_caught_up_and_the_first_answers_until_then()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Memory.Remember("Lunch is at noon");
        _fixture.Follow();
        var second = _fixture.Models[VectorFixture.Second] = new HashingEmbedder(32);
        _fixture.Wanted = new VectorSetup(VectorFixture.Second, _fixture.Wanted!.Options with { StepEventsMax = 2 });

        var meanwhile = _fixture.Ask("scarlet automobile");
        Assert.Equal("The car is red", meanwhile.Items[0].Fact!.Fact.Statement.Text);
        Assert.Equal("vectors of test first answer until those of test second are complete", Assert.Single(meanwhile.Notes));
        Assert.True(_fixture.Step().Value);
        Assert.Equal(VectorFixture.First, _fixture.Status.Serving);
        Assert.True(_fixture.Status.PendingEvents > 0);
        _fixture.Follow();

        Assert.Equal(VectorFixture.Second, _fixture.Status.Serving);
        Assert.False(Directory.Exists(_fixture.Folder));
        var after = _fixture.Ask("scarlet automobile");
        Assert.Empty(after.Notes);
        Assert.Equal("The car is red", after.Items[0].Fact!.Fact.Statement.Text);
        Assert.Equal("scarlet automobile", second.Texts[^1]);
    }

    [Fact]
    public void When_the_first_model_is_gone_text_and_graph_answer_until_the_second_has_caught_up()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        _fixture.Models[VectorFixture.Second] = new HashingEmbedder(32);
        _fixture.Models.Remove(VectorFixture.First);
        _fixture.Wanted = _fixture.Wanted! with { Model = VectorFixture.Second };

        var (vectors, recall) = _fixture.NewProcess();
        var answer = _fixture.Ask(recall, "what is red");
        Assert.Equal("The car is red", answer.Items[0].Fact!.Fact.Statement.Text);
        Assert.Contains("test first is gone", Assert.Single(answer.Notes), StringComparison.Ordinal);
        Assert.Equal(VectorFixture.First, vectors.Status(_fixture.Memory.WorkspaceId).Serving);
    }

    [Fact]
    public void A_model_that_cannot_be_opened_is_tried_again()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Wanted = _fixture.Wanted! with { Model = VectorFixture.Second };
        Assert.Equal(VectorProblems.Unusable, _fixture.Step().Problem!.Code);
        Assert.Contains("test second is gone", Assert.Single(_fixture.Ask("what is red").Notes), StringComparison.Ordinal);
        _fixture.Models[VectorFixture.Second] = new HashingEmbedder();
        _fixture.Step();
        _fixture.Follow();
        Assert.Empty(_fixture.Ask("what is red").Notes);
    }

    [Fact]
    public void Vectors_of_other_dimensions_under_the_same_name_replace_the_old_ones()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        _fixture.Embedder.Dimensions = 32;
        Assert.Contains("now gives 32 dimensions instead of 64", Assert.Single(_fixture.Ask("what is scarlet").Notes), StringComparison.Ordinal);
        _fixture.Memory.Remember("Lunch is at noon");
        _fixture.Follow();
        Assert.Equal((2, 32, 0), (_fixture.Status.Vectors, _fixture.Status.Dimensions, _fixture.Status.PendingEvents));
    }

    [Fact]
    public void Without_a_provider_nothing_is_made_and_nothing_is_said()
    {
        _fixture.Wanted = null;
        _fixture.Memory.Remember("The car is red");
        Assert.False(_fixture.Step().Value);
        Assert.Empty(_fixture.Ask("red").Notes);
        Assert.False(_fixture.Vectors.IsOn);
        Assert.Equal(VectorProblems.Off, _fixture.Vectors.Probe().Problem!.Code);
        Assert.Equal(new VectorStatus(null, null, 0, 0, 0, 0, 0, 0, false, null), _fixture.Status);
        Assert.Equal(VectorProblems.Off, VectorSource.None.Open(VectorFixture.First).Problem!.Code);
        Assert.Null(VectorSource.None.Wanted());
    }

    [Fact]
    public void A_probe_tells_the_dimensions_or_the_problem()
    {
        Assert.Equal(64, _fixture.Vectors.Probe().Value);
        _fixture.Wanted = _fixture.Wanted! with { Model = VectorFixture.Second };
        Assert.Equal(VectorProblems.Unusable, _fixture.Vectors.Probe().Problem!.Code);
    }

    [Fact]
    public void What_was_purged_leaves_the_files_at_once_and_every_process_that_maps_them()
    {
        var secret = _fixture.Memory.Remember("The car is red");
        var kept = _fixture.Memory.Remember("Lunch is at noon");
        _fixture.Follow();
        var (_, other) = _fixture.NewProcess();
        Assert.Contains(_fixture.Ask(other, "scarlet automobile").Items, item => item.Id == secret);
        var values = _fixture.Embedder.Vector("The car is red");
        Assert.True(FloatVector.Normalise(values));
        Assert.True(IsInFiles(values));

        _fixture.Memory.Do(new Purge([secret], []));
        _fixture.Recall.Warm(_fixture.Memory.WorkspaceId);

        Assert.False(IsInFiles(values));
        Assert.True(IsInFiles(Unit("Lunch is at noon")));
        Assert.DoesNotContain(_fixture.Ask(other, "scarlet automobile").Items, item => item.Id == secret);
        Assert.Equal(kept, _fixture.Ask("noon lunch").Items[0].Id);
        _fixture.Vectors.Erase(_fixture.Memory.WorkspaceId); // nothing is left to do
        Assert.Equal(2, _fixture.Status.Vectors);
    }

    [Fact]
    public void What_was_purged_leaves_the_files_also_when_no_model_is_wanted_any_more()
    {
        var secret = _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        _fixture.Wanted = null;
        _fixture.Memory.Do(new Purge([secret], []));
        _fixture.NewProcess().Recall.Warm(_fixture.Memory.WorkspaceId);
        Assert.False(IsInFiles(Unit("The car is red")));
    }

    [Fact]
    public void What_is_purged_while_its_file_is_written_does_not_come_back_with_it()
    {
        var secret = _fixture.Memory.Remember("The car is red");
        _fixture.Embedder.Before = _ =>
        {
            _fixture.Memory.Do(new Purge([secret], []));
            return Task.CompletedTask;
        };
        Assert.True(_fixture.Step().Value);
        Assert.False(IsInFiles(Unit("The car is red")));
    }

    private float[] Unit(string text)
    {
        var values = _fixture.Embedder.Vector(text);
        Assert.True(FloatVector.Normalise(values));
        return values;
    }

    private bool IsInFiles(float[] values) => Directory.EnumerateFiles(_fixture.Memory.IndexFolder, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != "lock")
        .Any(path => File.ReadAllBytes(path).AsSpan().IndexOf(MemoryMarshal.AsBytes(values.AsSpan())) >= 0);
}
