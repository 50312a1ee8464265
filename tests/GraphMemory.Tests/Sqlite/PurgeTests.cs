using System.Text;
using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;

namespace GraphMemory.Tests.Sqlite;

/// <summary>Purged bytes are in no file of the folder, whatever happened to their page before.</summary>
public sealed partial class PurgeTests
{
    [Fact]
    public void Purged_bytes_are_in_no_file() => Gen.Int[0, 1_000_000].Sample(Check, iter: 6, threads: 1);

    [Fact]
    public void A_large_database_is_rebuilt_by_the_next_step_or_on_closing()
    {
        using var folder = new TemporaryFolder();
        SqliteStoreOptions options = new() { RebuildAtOnceBytes = 0, CheckpointBytes = 0 };
        using (var store = folder.Open(options: options))
        {
            var workspace = store.Fill(5000);
            store.CheckpointStep();
            for (var half = 0; half < 2; half++)
            {
                var before = new FileInfo(folder.Data.DatabasePath).Length;
                store.Write(workspace, write =>
                {
                    for (var id = 2 + (half * 2000); id < 2002 + (half * 2000); id++) { write.PurgeFact(id); }
                    return 0;
                });
                Assert.Equal(before, new FileInfo(folder.Data.DatabasePath).Length);
                if (half == 0)
                {
                    store.CheckpointStep();
                    Assert.InRange(new FileInfo(folder.Data.DatabasePath).Length, 0, before * 3 / 4);
                }
            }
        }

        using var reopened = folder.Open();
        Assert.InRange(new FileInfo(folder.Data.DatabasePath).Length, 0, 800_000);
        Assert.True(reopened.CheckIntegrity().Value.IsSound);
    }

    private static void Check(int seed)
    {
        using var folder = new TemporaryFolder();
        using var store = folder.Open();
        var workspace = store.OpenDefault();
        var random = new Random(seed);
        var facts = new Dictionary<long, string>();
        var entities = new Dictionary<long, string>();
        var purged = new List<string>();
        for (var round = 0; round < 8; round++)
        {
            store.Write(workspace, write => Grow(write, random, facts, entities));
            var erased = store.Write(workspace, write => Purge(write, random, facts));
            purged.AddRange(erased);
            AssertGone(folder, purged);
        }

        purged.AddRange(store.Write(workspace, write => PurgeEntities(write, facts, entities)));
        AssertGone(folder, purged);
        Assert.Empty(store.CheckIntegrity().Value.Faults);
    }

    private static int Grow(IWorkspaceWrite write, Random random, Dictionary<long, string> facts, Dictionary<long, string> entities)
    {
        for (var i = 0; i < 60; i++)
        {
            var name = Mark("entity", random);
            var entity = write.AddEntity(name, "t", true, false);
            entities[entity.Id] = name;
            for (var j = 0; j < 3; j++)
            {
                var text = Mark("text", random) + new string('y', random.Next(20) == 0 ? 9000 : random.Next(300));
                var source = new Provenance(Session: Mark("session", random));
                facts[write.AddFact(GraphDrafts.Observation(entity.Id, text, source))] = $"{text[..21]} {source.Session}";
            }
        }

        foreach (var id in facts.Keys.Where(_ => random.Next(4) == 0)) { Close(write, id); }
        return 0;
    }

    private static void Close(IWorkspaceWrite write, long id)
    {
        if (write.Fact(id)!.IsLive) { write.CloseFact(id); }
    }

    private static List<string> Purge(IWorkspaceWrite write, Random random, Dictionary<long, string> facts)
    {
        var chosen = facts.Where(_ => random.Next(5) == 0).ToList();
        foreach (var (id, _) in chosen)
        {
            write.PurgeFact(id);
            facts.Remove(id);
        }

        return chosen.SelectMany(pair => pair.Value.Split(' ')).ToList();
    }

    private static List<string> PurgeEntities(IWorkspaceWrite write, Dictionary<long, string> facts, Dictionary<long, string> entities)
    {
        foreach (var id in facts.Keys) { write.PurgeFact(id); }
        foreach (var id in entities.Keys) { write.PurgeEntity(id); }
        return [.. facts.Values.SelectMany(marks => marks.Split(' ')), .. entities.Values];
    }

    private static void AssertGone(TemporaryFolder folder, List<string> marks)
    {
        var content = string.Concat(Directory.GetFiles(folder.Data.Path).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        var found = Marks().Matches(content).Select(match => match.Value).ToHashSet();
        Assert.Equal([], marks.Where(found.Contains));
    }

    [System.Text.RegularExpressions.GeneratedRegex("(entity|text|session)-[0-9a-f]{16}")]
    private static partial System.Text.RegularExpressions.Regex Marks();

    private static string Mark(string kind, Random random) => $"{kind}-{random.NextInt64():x16}";
}
