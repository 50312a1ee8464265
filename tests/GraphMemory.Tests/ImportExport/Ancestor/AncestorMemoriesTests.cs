using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Ancestor;
using GraphMemory.Tests.ImportExport.Foreign;

namespace GraphMemory.Tests.ImportExport.Ancestor;

/// <summary>What becomes of what GraphMemory-IDE kept, field by field.</summary>
public sealed class AncestorMemoriesTests
{
    [Fact]
    public void Telemetry_of_a_dump_is_read_whether_it_is_JSON_or_what_Python_prints()
    {
        var read = new ForeignReading(new PostgresFormat(), "postgres.sql");
        var opened = read.Memory("file_open: path src/lexer.cs, language cs");
        var tested = read.Memory("test_run: passed true, name it's fine");

        Assert.Equal("telemetry_event", opened.EntityType);
        Assert.Equal(("u-1", "sess-1"), (opened.Circumstances.Provenance.Principal, opened.Circumstances.Provenance.Session));
        Assert.Equal("duration_ms=12; language=cs; path=src/lexer.cs; source_created=2025-01-01T10:00:00.000Z", ForeignReading.Metadata(opened));
        Assert.Contains($"{opened.Memory!.Value.NoteName} concerns src/lexer.cs", read.Relations);
        Assert.Contains("passed=true", ForeignReading.Metadata(tested), StringComparison.Ordinal);
    }

    [Fact]
    public void People_sessions_and_memories_of_a_dump_come_in()
    {
        var read = new ForeignReading(new PostgresFormat(), "postgres.sql");
        var memory = read.Memory("Tabs: Anna prefers tabs");

        Assert.Equal(("anna", "person"), (read.Memory("anna is Anna Smith").About, read.Memory("anna is Anna Smith").EntityType));
        Assert.Equal("Parser review", read.Memory("We review the parser").About);
        Assert.Contains("anna participates_in Parser review", read.Relations);
        Assert.Equal(TimeSpan.FromHours(1).TotalMilliseconds, Valid(read, "participates_in").ToMs - Valid(read, "participates_in").FromMs);
        Assert.Equal(("preference", new MemoryId("graphmemory-ide", "m-1")), (memory.EntityType, memory.Memory!.Value));
        Assert.Equal(["style"], memory.Circumstances.Tags);
    }

    [Fact]
    public void No_secret_of_a_dump_comes_in_and_each_is_told()
    {
        var read = new ForeignReading(new PostgresFormat(), "postgres.sql");
        var everything = string.Join('\n', read.Items.Select(item => item.ToString())) + string.Join('\n', read.Memories.Select(ForeignReading.Metadata));

        Assert.DoesNotContain("secretsecret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-1", everything, StringComparison.Ordinal);
        Assert.Equal(
            ["passwords and other secrets of users", "table system_metrics: no memories", "table user_sessions: holds secrets", "token: a secret"], read.Lost.Order());
        Assert.Equal(["has 2 values for 9 columns", "has no content"], read.Rejected);
    }

    [Theory]
    [InlineData("postgres.sql.gz")]
    [InlineData("postgres.sql")]
    public void A_packed_dump_says_the_same(string sample) => Assert.Equal(
        new ForeignReading(new PostgresFormat(), "postgres.sql").Texts, new ForeignReading(new PostgresFormat(), sample).Texts);

    [Fact]
    public void Dumps_of_inserts_without_columns_are_understood()
    {
        var read = new ForeignReading(new PostgresFormat(), "postgres-inserts.sql");

        Assert.Equal(["file_save: path src/lexer.cs", "Rule High CPU: cpu"], read.Texts);
        Assert.Equal(("High CPU", "alert_rule"), (read.Memories[1].About, read.Memories[1].EntityType));
    }

    [Fact]
    public void A_graph_in_Kuzu_becomes_notes_entities_and_relations()
    {
        var read = new ForeignReading(new KuzuFormat(), "kuzu");
        var memory = read.Memory("Anna prefers \"tabs\"");
        var note = new MemoryId("graphmemory-ide", "m-1").NoteName;

        Assert.Equal("semantic", memory.EntityType);
        Assert.Equal("original_source_id=n-1; source_created=2025-01-01T10:00:00.000Z; source_table=notes; topic=style", ForeignReading.Metadata(memory));
        Assert.Contains("anna owns Parser", read.Relations);
        Assert.Contains($"Parser contains {note}", read.Relations);
        Assert.Equal(3, read.Relations.Count()); // the third ties the event to its file
        Assert.Equal(0.75f, read.Items.OfType<RelationItem>().Single(relation => relation.Type == "contains").Weight);
        Assert.Equal("Parser", read.Memory("Parses, and more").About);
        Assert.Contains(read.Items, item => item is EntityItem { Name: "p-2", Type: "project" });
        Assert.Contains("file_open: path src/lexer.cs, ok true", read.Texts);
    }

    [Fact]
    public void What_cannot_come_in_from_Kuzu_is_told()
    {
        var read = new ForeignReading(new KuzuFormat(), "kuzu");

        Assert.Contains("RELATES_TO_Memory_Memory.parquet is not CSV; export again with EXPORT DATABASE 'folder' (format=\"csv\", header=true)", read.Rejected);
        Assert.Contains("has no content", read.Rejected);
        Assert.Contains("has 2 fields for 8 columns", read.Rejected);
        Assert.Contains("is a relationship without two ends", read.Rejected);
        Assert.Equal(["api_key: a secret", "embeddings", "the test event of the set-up script"], read.Lost.Order());
    }

    [Fact]
    public void Without_the_copy_statements_the_files_are_found_by_Kuzus_names_for_them()
    {
        using var folder = new TestFolder();
        folder.File("schema.cypher", "CREATE NODE TABLE `N` (`name` STRING, PRIMARY KEY(`name`)); CREATE REL TABLE `E` (FROM `N` TO `N`, MANY_MANY); CREATE REL TABLE `F` (FROM `N` TO `N`, MANY_MANY);");
        folder.File("N.csv", "name\na\nb\n");
        folder.File("E_N_N.csv", "from,to\na,b\n");
        using var source = ImportSource.At(folder.Path);
        var items = new KuzuFormat().Read(source, ImportOptions.Default).ToList();

        Assert.Equal("a e b", Assert.Single(items.OfType<RelationItem>().Select(relation => $"{relation.From} {relation.Type} {relation.To}")));
        Assert.Equal("F_N_N.csv is missing from the folder", Assert.Single(items.OfType<RejectedItem>()).Reason);
    }

    [Fact]
    public void Alerts_are_notes_with_the_steps_of_their_life()
    {
        var read = new ForeignReading(new AlertsDatabaseFormat(), "alerts.db");
        var alert = read.Memory("CPU high: CPU above 95 %");
        var steps = read.Memories.Where(memory => memory.About == alert.Memory!.Value.NoteName).Select(memory => memory.Text);

        Assert.Equal(["cpu", "critical", "performance"], alert.Circumstances.Tags);
        Assert.Contains("acknowledged_by=anna; category=performance; host=host-1; severity=critical", ForeignReading.Metadata(alert), StringComparison.Ordinal);
        Assert.Equal(["2025-01-01T10:05:00.000Z acknowledged", "2025-01-01T10:00:00.000Z created"], steps);
        Assert.Equal(["is an alert without id or title", "is a step without alert or action"], read.Rejected);
    }

    [Fact]
    public void Incidents_are_tied_to_their_alerts_and_keep_their_timeline()
    {
        var read = new ForeignReading(new AlertsDatabaseFormat(), "incidents.db");
        var incident = read.Memory("CPU saturated: CPU above 95 % for an hour");
        var note = incident.Memory!.Value.NoteName;

        Assert.Equal([$"{note} concerns {new MemoryId("graphmemory-ide", "al-1").NoteName}", $"{note} part_of {new MemoryId("graphmemory-ide", "in-0").NoteName}"], read.Relations);
        Assert.Equal(["cpu", "p1_critical", "performance"], incident.Circumstances.Tags);
        Assert.Contains("external_ticket_id=T-1", ForeignReading.Metadata(incident), StringComparison.Ordinal);
        Assert.Contains("region=eu", ForeignReading.Metadata(incident), StringComparison.Ordinal);
        Assert.Equal(note, read.Memory("2025-01-01T10:00:00.000Z created opened").About);
    }

    [Fact]
    public void Alert_rules_are_typed_entities_that_carry_the_whole_rule()
    {
        var read = new ForeignReading(new AlertRulesFormat(), "alert-rules.json");
        var rule = read.Memory("CPU above 85 % for five minutes");

        Assert.Equal(("High CPU", "alert_rule"), (rule.About, rule.EntityType));
        Assert.Contains("""conditions=[{"metric_type": "cpu_usage", "operator": "gte", "value": 85}]""", ForeignReading.Metadata(rule), StringComparison.Ordinal);
        Assert.Equal("alert_action_rule", read.Memories[1].EntityType);
    }

    private static ValidTime Valid(ForeignReading read, string type) => read.Items.OfType<RelationItem>().Single(relation => relation.Type == type).Circumstances.Valid;
}
