using GraphMemory.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Hosting;

public sealed class BackgroundWorkTests
{
    [Fact]
    public async Task The_first_round_begins_at_once_the_steps_follow_and_stopping_waits_for_them()
    {
        var time = new FakeTimeProvider();
        var (first, step) = (NewSignal(), NewSignal());
        var work = new BackgroundWork(NullLogger.Instance, time);
        work.Start(first.SetResult, [new("step", TimeSpan.FromSeconds(1), _ => step.TrySetResult())]);
        await first.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        await step.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(work.Stop());
    }

    [Fact]
    public async Task A_round_that_does_not_end_is_left_behind()
    {
        using var gate = new ManualResetEventSlim();
        var begun = NewSignal();
        var work = new BackgroundWork(NullLogger.Instance, new FakeTimeProvider());
        work.Start(() => { begun.SetResult(); gate.Wait(); }, []);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.False(work.Stop());
        gate.Set();
        Assert.True(work.Stop());
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
