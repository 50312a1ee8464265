using CsCheck;

namespace GraphMemory.Tests.Retrieval;

public sealed class DamagedIndexTests
{
    [Fact]
    public void A_flipped_byte_anywhere_in_an_index_file_never_breaks_an_answer()
    {
        using var memory = new TestMemory();
        for (var i = 0; i < 40; i++) { memory.Remember($"Worker {i} watches queue alpha{i % 7} and reports to Nina.", $"worker{i}"); }
        memory.Remember("Nina leads the night shift.", "Nina");
        var expected = memory.Ask("queue alpha3").Select(item => item.Id).ToHashSet();
        Assert.True(memory.Recall.CompactStep(memory.WorkspaceId, force: true));
        var whole = File.ReadAllBytes(Directory.GetFiles(memory.IndexFolder, "*.gmseg", SearchOption.AllDirectories).Single());

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            foreach (var file in Directory.GetFiles(memory.IndexFolder, "*.gmseg", SearchOption.AllDirectories)) { File.Delete(file); }
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= change;
            File.WriteAllBytes(Path.Combine(memory.IndexFolder, memory.WorkspaceId.ToString(), $"0-{memory.Store.FindWorkspace("test")!.HeadSeq}-{memory.Store.FindWorkspace("test")!.HeadSeq}.gmseg"), damaged);

            // A wrong byte may cost rank, never an exception, a hang or a fact that does not exist.
            var items = memory.Ask(memory.NewRecall(), "queue alpha3");
            Assert.All(items, item => Assert.NotNull(memory.Store.Read(memory.WorkspaceId, read => read.Entity(read.Fact(item.Id)?.Statement.SubjectId ?? item.Id))));
        }, iter: 600, threads: 1);
        Assert.Subset(expected, memory.Ask("queue alpha3").Select(item => item.Id).ToHashSet());
    }
}
