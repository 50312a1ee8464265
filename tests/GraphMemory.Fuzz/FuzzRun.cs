using System.Diagnostics;

namespace GraphMemory.Fuzz;

/// <summary>What one target went through.</summary>
internal sealed record FuzzReport(string Target, long Executions, int Corpus, int Edges, int Findings, TimeSpan Elapsed);

/// <summary>Mutates, executes, keeps what reaches new code, and writes down what breaks a rule, until the time is up.</summary>
internal sealed class FuzzRun(IFuzzTarget target, Coverage coverage, Findings findings, int seed, TextWriter output)
{
    private const int CorpusMax = 20_000;
    private const int MinimisingStepsMax = 2_000;

    private readonly List<byte[]> _corpus = [];
    private long _executions;

    public FuzzReport For(TimeSpan time, IEnumerable<byte[]> known)
    {
        var clock = Stopwatch.StartNew();
        var before = findings.Count;
        using var watchdog = new Watchdog((input, what) => Tell(input, what));
        foreach (var input in target.Seeds.Concat(known)) { Try(watchdog, input, isSeed: true); }
        var mutation = new Mutation(new Random(seed), target.Words);
        var toldAt = TimeSpan.Zero;
        while (clock.Elapsed < time)
        {
            Try(watchdog, mutation.Of(_corpus), isSeed: false);
            if (clock.Elapsed - toldAt < TimeSpan.FromSeconds(10)) { continue; }
            toldAt = clock.Elapsed;
            output.WriteLine($"{target.Name}: {toldAt.TotalSeconds,5:0} s, {_executions} executions, {_corpus.Count} inputs, {coverage.Edges} edges, {findings.Count - before} findings");
        }

        return new(target.Name, _executions, _corpus.Count, coverage.Edges, findings.Count - before, clock.Elapsed);
    }

    private void Try(Watchdog watchdog, byte[] input, bool isSeed)
    {
        _executions++;
        coverage.Clear();
        if (Failure(watchdog, input) is { } failure)
        {
            if (findings.IsNew(failure.Kind)) { Tell(Minimised(watchdog, input, failure.Kind), failure.What); }
            return;
        }

        if ((coverage.TakeNew() && _corpus.Count < CorpusMax) || isSeed) { _corpus.Add(input); }
    }

    private (string Kind, string What)? Failure(Watchdog watchdog, byte[] input)
    {
        try
        {
            var took = watchdog.Time(input, () => target.Execute(input));
            return took <= Watchdog.WorkMax ? null : ("slow", $"took {took.TotalMilliseconds:0} ms of processor time");
        }
        catch (Exception fault)
        {
            return (Findings.KindOf(fault), fault.ToString());
        }
    }

    /// <summary>Takes away halves, quarters, ... as long as the failure stays of its kind (delta debugging, Zeller 1999).</summary>
    private byte[] Minimised(Watchdog watchdog, byte[] input, string kind)
    {
        var (small, steps) = (input, 0);
        for (var size = Math.Max(1, small.Length / 2); size > 0 && steps < MinimisingStepsMax; size /= 2)
        {
            for (var from = 0; from < small.Length && steps++ < MinimisingStepsMax;)
            {
                byte[] shorter = [.. small[..from], .. small[Math.Min(small.Length, from + size)..]];
                if (Failure(watchdog, shorter)?.Kind == kind) { small = shorter; }
                else { from += size; }
            }
        }

        return small;
    }

    private void Tell(byte[] input, string what)
    {
        var path = findings.Write(target.Name, input, $"target {target.Name}, seed {seed}\n{what}\n");
        output.WriteLine($"FINDING {target.Name}: {what.Split('\n')[0]}\n        {path}");
    }
}
