using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Tests.Graph;

public abstract partial class GraphStoreContract
{
    [Fact]
    public async Task A_declared_entity_takes_its_id_from_the_log()
    {
        var workspace = await Workspace();
        var entity = await Write(workspace, write => write.AddEntity("billing", "service", isDeclared: true, hasGeneratedName: false));

        Assert.Equal(new Entity(1, "billing", "service", DeclaredSeq: 1, DeletedSeq: null, HasGeneratedName: false), entity);
        Assert.Equal(entity, Store.Read(workspace, read => read.FindEntity("billing")));
        Assert.Equal(entity, Store.Read(workspace, read => read.Entity(1)));
        Assert.Equal([new LogEvent(1, StartMs, LogEventKind.EntityDeclared, 1)], Store.Read(workspace, read => read.Log(0, 10)));
    }

    [Fact]
    public async Task A_named_end_can_be_declared_later()
    {
        var workspace = await Workspace();
        var named = await Write(workspace, write => write.AddEntity("redis", "", isDeclared: false, hasGeneratedName: false));
        await Write(workspace, write => write.DeclareEntity(named.Id, "database"));

        Assert.False(named.IsDeclared);
        Assert.Equal(named with { Type = "database", DeclaredSeq = 2 }, Store.Read(workspace, read => read.Entity(named.Id)));
        Assert.Equal([LogEventKind.EntityNamed, LogEventKind.EntityDeclared], Store.Read(workspace, read => read.Log(0, 10)).Select(item => item.Kind));
    }

    [Fact]
    public async Task A_deleted_entity_keeps_its_row_and_frees_its_name()
    {
        var workspace = await Workspace();
        var old = await Write(workspace, write => write.AddEntity("billing", "service", true, false));
        await Write(workspace, write => write.DeleteEntity(old.Id));
        Assert.Null(Store.Read(workspace, read => read.FindEntity("billing")));
        var born = await Write(workspace, write => write.AddEntity("billing", "team", true, false));

        Assert.Equal(old with { DeletedSeq = 2 }, Store.Read(workspace, read => read.Entity(old.Id)));
        Assert.Equal(born, Store.Read(workspace, read => read.FindEntity("billing")));
        Assert.Equal([old with { DeletedSeq = 2 }, born], Store.Read(workspace, read => read.EntitiesNamed("billing")));
        Assert.Empty(Store.Read(workspace, read => read.EntitiesNamed("Billing")));
        Assert.Equal([old.Id, born.Id], Store.Read(workspace, read => read.Entities(0, 10)).Select(entity => entity.Id));
        Assert.Equal(1, Store.Read(workspace, read => read.Counts()).Entities);
    }

    [Fact]
    public async Task Misuse_of_an_entity_is_thrown_and_leaves_no_trace()
    {
        var workspace = await Workspace();
        var entity = await Write(workspace, write => write.AddEntity("a", "t", true, false));
        var fact = await Write(workspace, write => write.AddFact(Observation(entity.Id, "text")));
        Action<IWorkspaceWrite>[] misuses =
        [
            write => write.AddEntity("a", "t", true, false),
            write => write.DeclareEntity(entity.Id, "t"),
            write => write.DeclareEntity(99, "t"),
            write => write.DeleteEntity(99),
            write => write.PurgeEntity(99),
            write => write.PurgeEntity(entity.Id),
            write => write.CloseFact(entity.Id),
            write => write.PurgeFact(99),
            write => write.ResolveConflict(1, 2),
            write => { write.CloseFact(fact); write.CloseFact(fact); },
        ];
        foreach (var misuse in misuses)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => Write(workspace, write =>
            {
                write.AddEntity("trace", "t", true, false);
                misuse(write);
            }));
        }

        Assert.Equal(fact, Store.Read(workspace, read => read.Workspace.HeadSeq));
        Assert.Equal(new WorkspaceCounts(1, 1, 0, 0), Store.Read(workspace, read => read.Counts()));
        Assert.Null(Store.Read(workspace, read => read.FindEntity("trace")));
    }

    [Fact]
    public async Task Entities_are_paged_by_rising_id()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            for (var i = 0; i < 10; i++) { write.AddEntity($"e{i}", "t", true, false); }
        });

        Assert.Equal([4L, 5L, 6L], Store.Read(workspace, read => read.Entities(3, 3)).Select(entity => entity.Id));
        Assert.Equal([10L], Store.Read(workspace, read => read.Entities(9, 3)).Select(entity => entity.Id));
        Assert.Empty(Store.Read(workspace, read => read.Entities(10, 3)));
    }

    [Fact]
    public async Task Visiting_entities_shows_a_range_of_the_log_with_its_bytes()
    {
        var workspace = await Workspace();
        await Write(workspace, write =>
        {
            write.AddEntity("früh", "t1", true, false);
            write.AddEntity("", "", false, true);
            write.AddEntity("late", "t3", true, false);
            write.DeleteEntity(2);
        });
        var seen = new List<(long, string, string, bool, long)>();
        Store.Read(workspace, read =>
        {
            read.VisitEntities(0, 2, (in EntityRow row) => seen.Add(
                (row.Id, Encoding.UTF8.GetString(row.NameUtf8), Encoding.UTF8.GetString(row.TypeUtf8), row.HasGeneratedName, row.DeletedSeq)));
            return 0;
        });

        Assert.Equal([(1, "früh", "t1", false, 0), (2, "", "", true, 4)], seen);
    }

    [Fact]
    public async Task A_purged_entity_is_gone_and_the_log_keeps_its_bare_id()
    {
        var workspace = await Workspace();
        var entity = await Write(workspace, write => write.AddEntity("secret", "t", true, false));
        await Write(workspace, write => write.PurgeEntity(entity.Id));

        Assert.Null(Store.Read(workspace, read => read.Entity(entity.Id)));
        Assert.Equal(new LogEvent(2, StartMs, LogEventKind.Purged, entity.Id), Store.Read(workspace, read => read.Log(1, 10)).Single());
        Assert.Equal(0, Store.Read(workspace, read => read.Counts()).Entities);
    }
}
