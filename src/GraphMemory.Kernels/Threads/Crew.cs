using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Threads;

/// <summary>
/// A fork-join team for one computation: the calling thread and members borrowed from the thread pool. Members that the pool cannot spare
/// are not waited for; the others do their part. Between two calls of <see cref="Run"/> members spin for some microseconds and then sleep, so that a
/// round of a graph algorithm costs about a microsecond to start. Used by one thread at a time.
/// </summary>
public sealed class Crew : IDisposable
{
    private readonly object _sleepGate = new();
    private Padded _next;
    private Padded _inside;
    private IChunkWork? _work;
    private ExceptionDispatchInfo? _fault;
    private int _chunkCount;
    private int _sleeping;
    private bool _isStarted;
    private volatile bool _isOpen;
    private volatile bool _isDisposed;
    private volatile int _round;

    /// <param name="workers">Threads that work, the calling one included; at least 1.</param>
    /// <param name="cancellation">Looked at before each chunk.</param>
    public Crew(int workers, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        (WorkerCount, Cancellation) = (workers, cancellation);
    }

    public int WorkerCount { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Members that wait without spinning.</summary>
    internal int Sleeping => Volatile.Read(ref _sleeping);

    /// <summary>Runs every chunk once and returns when all are done.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; some chunks did not run.</exception>
    public void Run(IChunkWork work, int chunkCount)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (WorkerCount == 1 || chunkCount <= 1)
        {
            for (var chunk = 0; chunk < chunkCount; chunk++)
            {
                Cancellation.ThrowIfCancellationRequested();
                work.Execute(chunk, 0);
            }

            return;
        }

        Start();
        (_work, _chunkCount, _fault) = (work, chunkCount, null);
        Volatile.Write(ref _next.Value, 0);
        _isOpen = true;
        Interlocked.Increment(ref _round); // a full fence: whoever sees the round sees the work, and we see who sleeps
        if (Sleeping > 0) { lock (_sleepGate) { Monitor.PulseAll(_sleepGate); } }
        Claim(0);
        Close();
        Volatile.Read(ref _fault)?.Throw();
        Cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _isDisposed = true;
        lock (_sleepGate) { Monitor.PulseAll(_sleepGate); }
    }

    private void Start()
    {
        if (_isStarted) { return; }
        _isStarted = true;
        for (var worker = 1; worker < WorkerCount; worker++) { ThreadPool.UnsafeQueueUserWorkItem(new Member(this, worker), preferLocal: false); }
    }

    // Dekker: a member counts itself in and then looks whether the round is open; we close it and then look who is in.
    private void Close()
    {
        _isOpen = false;
        Interlocked.MemoryBarrier();
        var spin = new SpinWait();
        while (Volatile.Read(ref _inside.Value) != 0) { spin.SpinOnce(sleep1Threshold: -1); }
    }

    private void Claim(int worker)
    {
        var (work, count) = (_work!, _chunkCount);
        try
        {
            while (Interlocked.Increment(ref _next.Value) - 1 is var chunk && chunk < count && !Cancellation.IsCancellationRequested) { work.Execute(chunk, worker); }
        }
        catch (Exception fault) // handed to the caller of Run, whichever thread it hit
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(fault), null);
            Volatile.Write(ref _next.Value, count);
        }
    }

    private void Join(int worker)
    {
        for (var seen = 0; !_isDisposed; seen = WaitBeyond(seen))
        {
            Interlocked.Increment(ref _inside.Value);
            if (_isOpen) { Claim(worker); }
            Interlocked.Decrement(ref _inside.Value);
        }
    }

    /// <summary>The round that came after <paramref name="seen"/>.</summary>
    private int WaitBeyond(int seen)
    {
        const int spins = 200; // some 5 to 10 microseconds
        for (var i = 0; i < spins; i++)
        {
            if (_round != seen || _isDisposed) { return _round; }
            Thread.SpinWait(10);
        }

        lock (_sleepGate)
        {
            Interlocked.Increment(ref _sleeping);
            while (_round == seen && !_isDisposed) { Monitor.Wait(_sleepGate); }
            Interlocked.Decrement(ref _sleeping);
            return _round;
        }
    }

    private sealed class Member(Crew crew, int worker) : IThreadPoolWorkItem
    {
        public void Execute() => crew.Join(worker);
    }

    /// <summary>A counter that shares its cache line with nothing.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Padded
    {
        [FieldOffset(64)]
        public int Value;
    }
}
