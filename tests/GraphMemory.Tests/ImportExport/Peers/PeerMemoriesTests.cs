using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Peers;
using GraphMemory.Tests.ImportExport.Foreign;

namespace GraphMemory.Tests.ImportExport.Peers;

/// <summary>What becomes of the memories of other products, field by field.</summary>
public sealed class PeerMemoriesTests
{
    [Fact]
    public void Mem0_memories_keep_their_id_times_people_and_metadata_but_no_secret()
    {
        var read = new ForeignReading(new Mem0Format(), "mem0.json");
        var memory = read.Memory("Anna prefers tabs");

        Assert.Equal(new MemoryId("mem0", "11111111-1111-1111-1111-111111111111"), memory.Memory);
        Assert.Equal(new Provenance("anna", "coder", "import", "r1"), memory.Circumstances.Provenance);
        Assert.Equal(["style"], memory.Circumstances.Tags);
        Assert.Equal("source_created=2025-03-01T18:00:00.000Z; source_updated=2025-03-02T10:00:00.000Z; topic=style", ForeignReading.Metadata(memory));
        Assert.Equal("immutable=true; source_created=2025-03-01T10:00:00.000Z", ForeignReading.Metadata(read.Memory("Releases are on Thursdays")));
        Assert.Equal(["api_key: a secret"], read.Lost);
        Assert.Equal(["has no memory text"], read.Rejected);
    }

    [Fact]
    public void Times_without_an_offset_stand_in_the_zone_that_the_user_names()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x");
        var read = new ForeignReading(new Mem0Format(), "mem0.json", new ImportOptions { Zone = zone });

        Assert.Contains("source_created=2025-03-01T08:00:00.000Z", ForeignReading.Metadata(read.Memory("Releases are on Thursdays")), StringComparison.Ordinal);
    }

    [Fact]
    public void Mem0_relations_are_relations_of_entities()
    {
        var read = new ForeignReading(new Mem0Format(), "mem0-results.json");

        Assert.Equal(["anna leads parser team"], read.Relations);
        Assert.Contains("is a relation without source or destination", read.Rejected);
        Assert.Equal(2, read.Memories.Count);
    }

    [Fact]
    public void Of_a_mem0_history_the_last_version_of_what_was_not_deleted_comes_in()
    {
        var read = new ForeignReading(new Mem0Format(), "mem0-history.db");

        Assert.Equal(["Anna prefers tabs"], read.Texts);
        Assert.Equal(new MemoryId("mem0", "m1"), read.Memories[0].Memory);
        Assert.Equal(["deleted memories", "earlier versions", "earlier versions"], read.Lost.Order());
    }

    [Theory]
    [InlineData("openmemory.json")]
    [InlineData("openmemory.jsonl.gz")]
    [InlineData("openmemory.zip")]
    [InlineData("openmemory.db")]
    public void OpenMemory_says_the_same_in_all_its_forms(string sample)
    {
        var read = new ForeignReading(new OpenMemoryFormat(), sample);
        var memory = read.Memory("Anna prefers tabs");

        Assert.Equal(new MemoryId("openmemory", "11111111"), memory.Memory);
        Assert.Equal("cursor", memory.Circumstances.Provenance.Client);
        Assert.Contains("style", memory.Circumstances.Tags);
        Assert.Equal("source_created=2025-05-01T10:00:00.000Z; topic=style", ForeignReading.Metadata(memory));
        Assert.Contains("state=archived", ForeignReading.Metadata(read.Memory("Old rule")), StringComparison.Ordinal);
        Assert.DoesNotContain("Gone", read.Texts);
        Assert.Contains("deleted memories", read.Lost);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public void OpenMemory_databases_give_every_category_of_a_memory() => Assert.Equal(
        ["style", "team"], new ForeignReading(new OpenMemoryFormat(), "openmemory.db").Memory("Anna prefers tabs").Circumstances.Tags.Order());

    [Theory]
    [InlineData("mms.json", 1, 1754042400250)]
    [InlineData("mms.db", 0.5f, 1754042400250)]
    [InlineData("mms-backup.json", 1, null)]
    public void The_memory_service_says_the_same_in_all_its_forms(string sample, float confidence, long? createdMs)
    {
        var read = new ForeignReading(new McpMemoryServiceFormat(), sample);
        var memory = read.Memory("Anna prefers tabs");

        Assert.Equal(new MemoryId("mcp-memory-service", "aaaa"), memory.Memory);
        Assert.Equal(["style", "anna"], memory.Circumstances.Tags);
        Assert.Equal("preference", memory.EntityType);
        Assert.Equal(confidence, memory.Circumstances.Confidence);
        Assert.Equal(createdMs is not null, memory.Circumstances.Metadata.ContainsKey(SourceMetadata.Created));
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public void Associations_of_the_memory_service_tie_the_notes_of_the_memories_that_are_left()
    {
        var read = new ForeignReading(new McpMemoryServiceFormat(), "mms.db");
        var (a, b) = (new MemoryId("mcp-memory-service", "aaaa").NoteName, new MemoryId("mcp-memory-service", "bbbb").NoteName);

        Assert.Equal([$"{a} supersedes {b}", $"{a} related {b}"], read.Relations);
        Assert.Equal(0.8f, read.Items.OfType<RelationItem>().Last().Weight);
        Assert.Equal(["associations of deleted memories", "deleted memories"], read.Lost.Order());
        Assert.Equal(["embeddings"], new ForeignReading(new McpMemoryServiceFormat(), "mms.json").Lost);
    }

    [Theory]
    [InlineData("claude-mem.json")]
    [InlineData("claude-mem.db")]
    public void Claude_mem_notes_are_tied_to_their_project_and_files(string sample)
    {
        var read = new ForeignReading(new ClaudeMemFormat(), sample);
        var bug = read.Memory("Lexer lost newlines\nCRLF\nThe lexer split CRLF in two.\n- CRLF counted twice\n- Fixed in lexer");

        Assert.Equal("bugfix", bug.EntityType);
        Assert.Equal(["gotcha"], bug.Circumstances.Tags);
        Assert.Equal("s-1", bug.Circumstances.Provenance.Session);
        Assert.Contains("source_created=2025-12-31T10:00:00.000Z", ForeignReading.Metadata(bug), StringComparison.Ordinal);
        Assert.Contains($"{bug.Memory!.Value.NoteName} about parser", read.Relations);
        Assert.Contains($"{bug.Memory!.Value.NoteName} modified src/lexer.cs", read.Relations);
        Assert.Contains($"{bug.Memory!.Value.NoteName} read src/a.cs", read.Relations);
        Assert.Contains(read.Items, item => item is EntityItem { Name: "parser", Type: "project" });
        Assert.Equal("session_summary", read.Memory("Request: Fix the lexer\nLearned: CRLF is one line end" + (sample.EndsWith("json", StringComparison.Ordinal) ? "\nCompleted: Fix" : "")).EntityType);
        Assert.Equal("c-1", read.Memory("Please fix the lexer").Circumstances.Provenance.Session);
    }

    [Fact]
    public void Old_and_empty_observations_of_claude_mem_are_told_apart()
    {
        var read = new ForeignReading(new ClaudeMemFormat(), "claude-mem.db");

        Assert.Equal("discovery", read.Memory("An old observation").EntityType);
        Assert.Equal(["is an empty observation"], read.Rejected);
    }

    [Fact]
    public void Triples_of_the_palace_keep_when_they_hold()
    {
        var read = new ForeignReading(new MemPalaceFormat(), "palace-graph.db");
        var leads = read.Items.OfType<RelationItem>().First();

        Assert.Equal(["Anna leads Parser Team", "Anna works_on lexer"], read.Relations);
        Assert.Equal(new ValidTime(Ms("2025-01-01"), Ms("2025-07-01")), leads.Circumstances.Valid);
        Assert.Equal((0.9f, "chat.md"), (leads.Circumstances.Confidence, leads.Circumstances.Provenance.File));
        Assert.Equal(ValidTime.Open, read.Items.OfType<RelationItem>().Last().Circumstances.Valid.ToMs);
        Assert.Equal("Anna", read.Memory("role lead").About);
        Assert.StartsWith("ends at 2025-01-01 before it begins", Assert.Single(read.Rejected), StringComparison.Ordinal);
    }

    [Fact]
    public void Drawers_of_the_palace_are_notes_tagged_with_wing_and_room()
    {
        var drawer = new ForeignReading(new MemPalaceFormat(), "palace-chroma.db").Memory("Anna prefers tabs");

        Assert.Equal(["code", "parser"], drawer.Circumstances.Tags);
        Assert.Equal("chat.md", drawer.Circumstances.Provenance.File);
        Assert.Equal("chunk_index=4; source_created=2025-01-01T10:00:00.000Z", ForeignReading.Metadata(drawer));
        Assert.Equal(["vectors without a text"], new ForeignReading(new MemPalaceFormat(), "palace-chroma.db").Lost);
    }

    [Fact]
    public void The_palace_is_read_as_a_whole_and_from_its_export()
    {
        var (whole, export) = (new ForeignReading(new MemPalaceFormat(), "palace"), new ForeignReading(new MemPalaceFormat(), "palace-export"));

        Assert.Contains("Releases are on Thursdays", whole.Texts);
        Assert.Contains("Anna leads Parser Team", whole.Relations);
        Assert.Equal(["Anna prefers tabs\nand says so", "Releases are on Thursdays"], export.Texts);
        Assert.Equal(new MemoryId("mempalace", "drawer-2"), export.Memories[1].Memory);
        Assert.Equal("hook", export.Memories[1].Circumstances.Provenance.Client);
        Assert.Equal("source_created=2025-01-01T10:00:00.000Z", ForeignReading.Metadata(export.Memories[0]));
    }

    private static long Ms(string date) => DateTimeOffset.Parse(date + "T00:00:00Z").ToUnixTimeMilliseconds();
}
