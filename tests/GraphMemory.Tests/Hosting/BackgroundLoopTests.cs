using GraphMemory.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Hosting;

public sealed class BackgroundLoopTests
{
    [Fact]
    public async Task A_step_that_fails_is_tried_again_at_its_period()
    {
        var time = new FakeTimeProvider();
        using var ran = new SemaphoreSlim(0);
        var step = new BackgroundStep("test", TimeSpan.FromSeconds(5), _ =>
        {
            ran.Release();
            throw new InvalidOperationException("this round only");
        });
        using var loop = new BackgroundLoop(step, time, NullLogger<BackgroundLoop>.Instance);
        await loop.StartAsync(default);
        for (var round = 0; round < 3; round++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            Assert.True(await ran.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        await loop.StopAsync(default);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, ran.CurrentCount);
    }
}
