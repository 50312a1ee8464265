using GraphMemory.Fuzz;

namespace GraphMemory.Tests.Fuzz;

/// <summary>What ./fuzz once found stays mended.</summary>
public sealed class CorpusTests
{
    private const int SeedsPerTargetMax = 40;

    public static TheoryData<string> Targets
    {
        get
        {
            using var targets = new FuzzTargets();
            return [.. targets.All.Items.Select(target => target.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_input_that_once_broke_a_door_is_answered_now(string name)
    {
        using var targets = new FuzzTargets();
        Assert.True(targets.All.TryGet(name, out var target));
        foreach (var input in target.Seeds.Take(SeedsPerTargetMax).Concat(Corpus.Of(name))) { target.Execute(input); }
    }

    [Fact]
    public void Every_kept_input_belongs_to_a_target()
    {
        using var targets = new FuzzTargets();
        var folders = Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "Corpus")).Select(Path.GetFileName);
        Assert.Empty(folders.Except(targets.All.Items.Select(target => target.Name)));
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        byte[][] corpus = ["{\"a\":[1,2]}"u8.ToArray(), "b"u8.ToArray()];
        Assert.Equal(Inputs(), Inputs());

        List<byte[]> Inputs()
        {
            var mutation = new Mutation(new Random(7), ["word"]);
            return [.. Enumerable.Range(0, 500).Select(_ => mutation.Of(corpus))];
        }
    }
}
