using System.Runtime.InteropServices;
using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Tests.Retrieval;

/// <summary>Segment files are caches: whatever happens to them, answers stay what the store says.</summary>
public sealed class SegmentFilesTests : IDisposable
{
    private const string Question = "which harbour does the lighthouse guard?";
    private readonly TestMemory _memory = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_compaction_writes_what_another_process_answers_the_same_from()
    {
        Fill(_memory);
        var before = Answers(_memory.Ask(Question));

        Assert.True(_memory.Recall.CompactStep(_memory.WorkspaceId, force: true));
        var other = _memory.NewRecall();

        Assert.Single(Files(_memory));
        Assert.Equal(before, Answers(_memory.Ask(Question)));
        Assert.Equal(before, Answers(_memory.Ask(other, Question)));
    }

    [Fact]
    public void There_is_nothing_to_write_before_enough_was_said_or_twice()
    {
        using var memory = new TestMemory(new IndexOptions { TailEventsMax = 50 });
        Fill(memory);
        Assert.False(memory.Recall.CompactStep(memory.WorkspaceId));
        for (var i = 0; i < 50; i++) { memory.Remember($"Ship {i} passed.", "log"); }

        Assert.True(memory.Recall.CompactStep(memory.WorkspaceId));
        Assert.False(memory.Recall.CompactStep(memory.WorkspaceId, force: true));
    }

    [Fact]
    public void A_long_log_is_written_in_ranges_and_a_small_file_is_joined_with_what_follows()
    {
        using var memory = new TestMemory(new IndexOptions { SegmentEventsMax = 20, TailEventsMax = 5, Fanout = 4 });
        for (var i = 0; i < 30; i++) { memory.Remember($"Ship number{i} passed the harbour.", $"ship{i}"); }
        Assert.True(memory.Recall.CompactStep(memory.WorkspaceId));
        Assert.True(Files(memory).Length > 1);
        var last = memory.Remember("The lighthouse saw the last ship.", "lighthouse");

        Assert.True(memory.Recall.CompactStep(memory.WorkspaceId, force: true));

        var other = memory.NewRecall();
        Assert.Equal(last, memory.Ask(other, "lighthouse")[0].Id);
        Assert.Equal(Answers(memory.Ask("which ship passed?")), Answers(memory.Ask(other, "which ship passed?")));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut off")]
    [InlineData("shorter than its header")]
    [InlineData("longer than it says")]
    [InlineData("of another layout")]
    [InlineData("with a flipped byte in its header")]
    [InlineData("with a section beyond its end")]
    [InlineData("of another workspace")]
    [InlineData("of a workspace made at another time")]
    [InlineData("of a log with another clock time at its end")]
    [InlineData("of a later state of the log")]
    [InlineData("of another range than its name says")]
    [InlineData("deleted")]
    public void A_file_that_does_not_fit_the_store_is_ignored_and_built_again(string damage)
    {
        Fill(_memory);
        var expected = Answers(_memory.Ask(Question));
        _memory.Recall.CompactStep(_memory.WorkspaceId, force: true);
        Damage(Assert.Single(Files(_memory)), damage);

        var other = _memory.NewRecall();
        Assert.Equal(expected, Answers(_memory.Ask(other, Question)));
        Assert.True(other.CompactStep(_memory.WorkspaceId, force: true));
        Assert.Equal(expected, Answers(_memory.Ask(_memory.NewRecall(), Question)));
    }

    [Fact]
    public void A_name_that_is_no_range_is_not_read_and_what_is_no_file_cannot_be_mapped()
    {
        Fill(_memory);
        Directory.CreateDirectory(WorkspaceFolder(_memory));
        File.WriteAllText(Path.Combine(WorkspaceFolder(_memory), "notes.gmseg"), "hello");
        File.WriteAllText(Path.Combine(WorkspaceFolder(_memory), "a-b-c.gmseg"), "hello");

        Assert.NotEmpty(_memory.Ask(_memory.NewRecall(), Question));
        Assert.Null(SegmentData.TryMap(Path.Combine(WorkspaceFolder(_memory), "missing.gmseg")));
        Assert.Null(SegmentData.TryMap(WorkspaceFolder(_memory)));
    }

    [Fact]
    public void Only_one_process_writes_files_at_a_time()
    {
        Fill(_memory);
        using (new SegmentFiles(WorkspaceFolder(_memory)).TryLock())
        {
            Assert.False(_memory.Recall.CompactStep(_memory.WorkspaceId, force: true));
            Assert.Empty(Files(_memory));
        }

        Assert.True(_memory.Recall.CompactStep(_memory.WorkspaceId, force: true));
    }

    [Fact]
    public void A_folder_that_takes_no_files_costs_the_files_only()
    {
        Fill(_memory);
        File.WriteAllText(_memory.IndexFolder, "a file stands where the folder should be");

        Assert.False(_memory.Recall.CompactStep(_memory.WorkspaceId, force: true));
        Assert.NotEmpty(_memory.Ask(Question));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_no_error_and_leaves_no_rest()
    {
        Fill(_memory);
        var head = _memory.Recall.Warm(_memory.WorkspaceId);
        // A folder stands where the file should be: the rename fails.
        Directory.CreateDirectory(Path.Combine(WorkspaceFolder(_memory), $"0-{head}-{head}.gmseg"));

        Assert.False(_memory.Recall.CompactStep(_memory.WorkspaceId, force: true));

        Assert.NotEmpty(_memory.Ask(Question));
        Assert.DoesNotContain(Directory.EnumerateFiles(WorkspaceFolder(_memory)), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void An_erased_text_leaves_no_byte_in_the_index_folder()
    {
        Fill(_memory);
        var secret = _memory.Remember("The password is xylophone.", "vault");
        _memory.Recall.CompactStep(_memory.WorkspaceId, force: true);
        // As a writer leaves it that was killed before the rename.
        File.Copy(Assert.Single(Files(_memory)), Path.Combine(WorkspaceFolder(_memory), "0-9-9.gmseg.4711.tmp"));
        Assert.Contains(_memory.Ask("xylophone"), item => item.Id == secret);
        Assert.NotEmpty(Holding(_memory, "xylophon"));

        _memory.Do(new Purge([secret], []));
        _memory.Recall.Warm(_memory.WorkspaceId);

        Assert.Empty(Holding(_memory, "xylophon"));
        Assert.DoesNotContain(_memory.Ask("xylophone"), item => item.Id == secret);
        Assert.DoesNotContain(_memory.Ask(_memory.NewRecall(), "xylophone"), item => item.Id == secret);
        Assert.Contains(_memory.Ask(Question), item => item.Entity == "lighthouse");
    }

    [Fact]
    public void What_a_killed_writer_left_is_cleared_away_by_the_next()
    {
        Fill(_memory);
        Directory.CreateDirectory(WorkspaceFolder(_memory));
        File.WriteAllText(Path.Combine(WorkspaceFolder(_memory), "0-9-9.gmseg.4711.tmp"), "half a segment");

        Assert.True(_memory.Recall.CompactStep(_memory.WorkspaceId, force: true));

        Assert.DoesNotContain(Directory.EnumerateFiles(WorkspaceFolder(_memory)), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static void Fill(TestMemory memory)
    {
        memory.Remember("The lighthouse guards the northern harbour.", "lighthouse");
        memory.Remember("The northern harbour holds forty ships.", "harbour");
        memory.Remember("A keeper paints the lamp room each spring.", "keeper", Circumstances.Default with { Tags = ["people"] });
        memory.Link("keeper", "works_at", "lighthouse");
        var gone = memory.Remember("The southern harbour was filled in.", "harbour");
        memory.Do(new Forget([gone], []));
    }

    private static string WorkspaceFolder(TestMemory memory) => Path.Combine(memory.IndexFolder, $"{memory.WorkspaceId}");

    private static string[] Files(TestMemory memory) =>
        Directory.Exists(WorkspaceFolder(memory)) ? Directory.GetFiles(WorkspaceFolder(memory), "*.gmseg") : [];

    private static IEnumerable<string> Holding(TestMemory memory, string text) =>
        Directory.EnumerateFiles(memory.IndexFolder, "*", SearchOption.AllDirectories)
            .Where(path => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static IEnumerable<(long, double)> Answers(IEnumerable<Engine.Retrieval.RecallItem> items) =>
        items.Select(item => (item.Id, Math.Round(item.Score, 9)));

    private static void Damage(string path, string damage)
    {
        var bytes = File.ReadAllBytes(path);
        switch (damage)
        {
            case "empty": bytes = []; break;
            case "cut off": bytes = bytes[..(bytes.Length / 2)]; break;
            case "shorter than its header": bytes = bytes[..100]; break;
            case "longer than it says": bytes = [.. bytes, 0]; break;
            case "with a flipped byte in its header": bytes[300] ^= 1; break;
            case "of another layout": Rewrite(bytes, (ref SegmentHeader header) => header.Magic++); break;
            case "with a section beyond its end": Rewrite(bytes, Stretch); break;
            case "of another workspace": Rewrite(bytes, (ref SegmentHeader header) => header.WorkspaceId++); break;
            case "of a workspace made at another time": Rewrite(bytes, (ref SegmentHeader header) => header.WorkspaceCreatedAtMs++); break;
            case "of a log with another clock time at its end": Rewrite(bytes, (ref SegmentHeader header) => header.ToAtMs++); break;
            case "of a later state of the log": Rewrite(bytes, (ref SegmentHeader header) => header.BuiltSeq += 1_000); break;
            case "of another range than its name says": Rewrite(bytes, (ref SegmentHeader header) => header.ToSeq--); break;
            default: File.Delete(path); return;
        }

        File.Delete(path); // the file may be mapped by this process: a new one takes its name
        File.WriteAllBytes(path, bytes);
    }

    private static unsafe void Stretch(ref SegmentHeader header) => header.SectionLength[3] = long.MaxValue;

    private delegate void HeaderChange(ref SegmentHeader header);

    /// <summary>Changes the header and makes its checksum right again: damage that only the comparison with the store finds.</summary>
    private static void Rewrite(byte[] bytes, HeaderChange change)
    {
        var header = MemoryMarshal.Read<SegmentHeader>(bytes);
        change(ref header);
        header.Checksum = SegmentLayout.ChecksumOf(in header);
        MemoryMarshal.Write(bytes, in header);
    }
}
