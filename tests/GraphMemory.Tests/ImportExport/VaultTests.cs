using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Tests.ImportExport;

public sealed class VaultTests : IDisposable
{
    private readonly TransferFixture _memory = new();
    private readonly VaultFormat _format = new();

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_note_reads_like_a_note()
    {
        Fill();
        _memory.Export(_format, _memory.PathOf("vault"));

        Assert.Equal(
            """
            ---
            graphmemory: 1
            name: Anna
            type: person
            tags: [team]
            ---

            # Anna

            ## Observations

            - leads the parser team #team [since:: 2026-03-01T00:00:00.000Z]
            - likes tea
              and long walks [confidence:: 0.5] [file:: notes/anna.md]

            ## Relations

            - owns:: [[parser]]
            - knows:: [[a-b~$|a/b]] [polarity:: denied] [weight:: 0.5]

            """.Replace("$", HashOf("a/b"), StringComparison.Ordinal),
            File.ReadAllText(_memory.PathOf("vault/Anna.md")));
        Assert.Equal("vault", MemoryFormats.Choose(MemoryFormats.Create(), null, _memory.PathOf("vault")).Value.Name);
    }

    [Fact]
    public void The_index_lists_entities_by_type_and_names_without_a_note()
    {
        Fill();
        _memory.Export(_format, _memory.PathOf("vault"));
        var index = File.ReadAllText(_memory.PathOf("vault/_index.md"));

        Assert.Contains("## person\n\n- [[Anna]]\n", index, StringComparison.Ordinal);
        Assert.Contains($"## Only named\n\n- [[a-b~{HashOf("a/b")}|a/b]]\n- [[parser]]\n", index, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_writes_into_a_note_comes_in()
    {
        Fill();
        _memory.Export(_format, _memory.PathOf("vault"));
        File.AppendAllText(_memory.PathOf("vault/Anna.md"), "- wrote:: [[lexer]]\r\n- no relation\n\n## Observations\n\n- plays chess #hobby\n\n## Thoughts\n\n- not kept\n");
        var report = _memory.Import(_format, _memory.PathOf("vault"));

        Assert.Equal((2, 1), (report.Created, report.Rejected));
        Assert.Contains(_memory.Facts("w", "Anna"), fact => fact.Statement.Predicate == "wrote");
        Assert.Contains(_memory.Facts("w", "Anna"), fact => fact.Statement is { Text: "plays chess", Tags: ["hobby"] });
    }

    [Fact]
    public void A_second_export_takes_away_its_own_notes_that_are_gone_and_no_others()
    {
        Fill();
        _memory.Export(_format, _memory.PathOf("vault"));
        _memory.File("vault/mine.md", "my own");
        _memory.Do("w", new DeleteEntities(["Anna"]));
        _memory.Export(_format, _memory.PathOf("vault"));

        Assert.False(File.Exists(_memory.PathOf("vault/Anna.md")));
        Assert.True(File.Exists(_memory.PathOf("vault/mine.md")));
    }

    [Fact]
    public void Notes_have_names_that_every_disk_tells_apart()
    {
        string[] names = ["Anna", "anna", "CON", "nul.txt", "a/b", "a:b", ".x", "x.", "e\u0301", "é", new string('n', 200), "", "ok name-1 (x)", "~"];
        var stems = new NoteNames(names);
        var made = names.Select(stems.StemOf).ToList();

        Assert.Equal(names.Length, made.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(["é", "ok name-1 (x)"], made.Intersect(names));
        Assert.All(made, stem => Assert.DoesNotMatch(@"[\\/:*?""<>|\[\]#^]|^\.|\.$|^$|^(con|nul)(\..*)?$", stem));
        Assert.Equal(made, names.Reverse().Select(new NoteNames(names.Reverse()).StemOf).Reverse());
    }

    [Fact]
    public void Notes_of_others_in_the_vault_are_read_too()
    {
        Fill();
        _memory.Export(_format, _memory.PathOf("vault"));
        _memory.File("vault/Thoughts.md", "See [[Anna]].\n");
        _memory.File("vault/nameless.md", "---\ngraphmemory: 1\ntype: x\n---\n\n## Observations\n\n- lost\n");
        var report = _memory.Import(_format, _memory.PathOf("vault"), "copy");

        Assert.Equal(1, report.Rejected);
        Assert.Equal(["See [[Anna]].", null], _memory.Facts("copy", "Thoughts").Select(fact => fact.Statement.Text));
    }

    [Theory]
    [InlineData("a: b", "a", "b")]
    [InlineData("a: 'it''s'", "a", "it's")]
    [InlineData("a: \"q\\n\"", "a", "q\n")]
    [InlineData("a: b # comment", "a", "b")]
    [InlineData("a: http://x", "a", "http://x")]
    [InlineData("a: [x, \"y, z\", 'w']", "a", "x|y, z|w")]
    [InlineData("a:\n  - x\n  - y", "a", "x|y")]
    [InlineData("a:\n- x\n# c\nb: 1", "a", "x")]
    [InlineData("a: |\n  one\n  two", "a", "one|two")]
    [InlineData("A: 1", "a", "1")]
    [InlineData("no colon", "a", "")]
    [InlineData("a: \"unclosed", "a", "unclosed")]
    public void Properties_are_read_as_note_programs_write_them(string yaml, string name, string expected)
    {
        var head = new FrontMatter();
        foreach (var line in yaml.Split('\n')) { head.Add(line); }

        Assert.Equal(expected, string.Join('|', head.List(name)));
    }

    private void Fill()
    {
        _memory.Do("w", new ImportBatch(
        [
            new EntityItem(default, "Anna", "person"),
            new ObservationItem(default, "leads the parser team", new Circumstances { Tags = ["team"], Valid = new ValidTime(Ms(2026, 3, 1), ValidTime.Open) }) { About = "Anna" },
            new ObservationItem(default, "likes tea\nand long walks", new Circumstances { Confidence = 0.5f, Provenance = new Provenance(File: "notes/anna.md") }) { About = "Anna" },
            new RelationItem(default, "Anna", "parser", "owns", Circumstances.Default),
            new RelationItem(default, "Anna", "a/b", "knows", new Circumstances { Polarity = Polarity.Denied }) { Weight = 0.5f },
        ], ConflictPolicy.Skip));
    }

    private static string HashOf(string name) => new NoteNames([]).StemOf(name).Split('~')[1];

    private static long Ms(int year, int month, int day) => new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
