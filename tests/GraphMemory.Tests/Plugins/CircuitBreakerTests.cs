using GraphMemory.Engine.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Plugins;

public sealed class CircuitBreakerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new CircuitBreaker(_time, failuresMax: 3, TimeSpan.FromSeconds(30));

    [Fact]
    public void Only_failures_in_a_row_open_it()
    {
        Fail(2);
        _breaker.Succeed();
        Fail(2);
        Assert.False(_breaker.IsOpen);
        Fail(1);
        Assert.True(_breaker.IsOpen);
        Assert.False(_breaker.TryEnter());
    }

    [Fact]
    public void After_its_pause_one_call_decides_for_all()
    {
        Fail(3);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(_breaker.TryEnter());
        Assert.False(_breaker.TryEnter());
        _breaker.Fail();
        Assert.False(_breaker.TryEnter());
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(_breaker.TryEnter());
        _breaker.Succeed();
        Assert.True(_breaker.TryEnter());
        Assert.True(_breaker.TryEnter());
    }

    [Fact]
    public void A_call_that_tells_nothing_leaves_the_next_one_its_chance()
    {
        Fail(3);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(_breaker.TryEnter());
        _breaker.Leave();
        Assert.True(_breaker.TryEnter());
    }

    private void Fail(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(_breaker.TryEnter());
            _breaker.Fail();
        }
    }
}
