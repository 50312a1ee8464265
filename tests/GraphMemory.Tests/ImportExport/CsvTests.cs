using System.Text;
using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Csv;

namespace GraphMemory.Tests.ImportExport;

public sealed class CsvTests : IDisposable
{
    private readonly TransferFixture _memory = new();
    private readonly CsvFormat _format = new();

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n", "a|b/1|2")]
    [InlineData("a;b\r\n\"x;\"\"y\"\"\r\nz\";\r\n", "a|b/x;\"y\"\r\nz|~")]
    [InlineData("a\tb\r1\t\"\"", "a|b/1|")]
    [InlineData("\uFEFFa,b\n\n\n1,2,3", "a|b/1|2|3")]
    [InlineData("a,b\nmid\"quote,\"q\"tail\n", "a|b/mid\"quote|qtail")]
    [InlineData("a\n", "a")]
    [InlineData("", "")]
    public void Tables_are_read_as_they_are_written_by_many_programs(string text, string expected)
    {
        using var reader = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var rows = new List<string>();
        while (reader.Next() is { } row) { rows.Add(string.Join('|', row.Select(field => field ?? "~"))); }

        Assert.Equal(expected, string.Join('/', rows));
    }

    [Fact]
    public void Any_fields_come_back_as_they_were_written() =>
        Gen.OneOf(Gen.Const((string?)null), Gen.String[Gen.Char["ab,;|\t\"\r\n é日"], 0, 6].Select(text => (string?)text)).Array[2, 5].Array[1, 5].Sample(rows =>
        {
            // A row of one nothing is an empty line; the first row decides about the separator.
            var buffer = new MemoryStream();
            using (var writer = new CsvWriter(buffer))
            {
                writer.Row("h", "h", "h", "h", "h", "h", "h", "h");
                foreach (var row in rows) { writer.Row(row); }
            }

            using var reader = new CsvReader(new MemoryStream(buffer.ToArray()));
            reader.Next();
            Assert.All(rows, row => Assert.Equal(row, reader.Next()));
            Assert.Null(reader.Next());
        });

    [Fact]
    public void A_field_that_does_not_end_ends_the_import_with_a_reject()
    {
        var report = _memory.Import(_format, _memory.File("t.csv", "text,about\nfine,A\n\"never closed,A\nmore"));

        Assert.Equal((1, 1), (report.Created, report.Rejected));
        Assert.Contains("line 3 does not end", _memory.Rejects(_memory.PathOf("t.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_another_program_is_understood_by_its_header()
    {
        var path = _memory.File("t.csv", "ID;Content;Tags;Created At;Confidence;Mood;Embedding\n7;likes tea;\"a, #b\";2024-05-01;0.5;good;[1]\n8;;;;;;\n");
        var report = _memory.Import(_format, path);
        var fact = Assert.Single(_memory.Facts("w", new MemoryId("csv", "7").NoteName)).Statement;

        Assert.Equal((1, 1, 1), (report.Created, report.Rejected, report.Lost["column of embeddings"]));
        Assert.Equal(("likes tea", 0.5f), (fact.Text, fact.Confidence));
        Assert.Equal(["a", "b"], fact.Tags);
        Assert.Equal("Mood=good source_created=2024-05-01T00:00:00.000Z source_id=7", string.Join(' ', fact.Metadata.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("import", fact.Provenance.Tool);
        Assert.Equal("csv", MemoryFormats.Choose(MemoryFormats.Create(), null, path).Value.Name);
    }

    [Fact]
    public void A_map_says_what_columns_mean()
    {
        var map = ColumnMap.Read(_memory.File("map.json", """{"text":"Was","about":"Wer"}"""));
        var path = _memory.File("t.csv", "Wer,Was\nAnna,leads\n");
        _memory.Import(_format, path, options: ImportOptions.Default with { Columns = map.Value });

        Assert.Equal(1, _memory.Import(_format, path, "unmapped").Rejected);
        Assert.Equal("leads", Assert.Single(_memory.Facts("w", "Anna")).Statement.Text);
        Assert.Equal(ImportProblems.BadMap, ColumnMap.Read(_memory.File("1", "[]")).Problem!.Code);
        Assert.Equal(ImportProblems.BadMap, ColumnMap.Read(_memory.File("2", "{")).Problem!.Code);
        Assert.Equal(ImportProblems.BadMap, ColumnMap.Read(_memory.File("3", """{"txt":"a"}""")).Problem!.Code);
        Assert.Equal(ImportProblems.BadMap, ColumnMap.Read(_memory.File("4", """{"text":1}""")).Problem!.Code);
        Assert.Equal(ImportProblems.BadMap, ColumnMap.Read(_memory.File("5", new string(' ', 2 << 20))).Problem!.Code);
        Assert.Equal(ImportProblems.FileFault, ColumnMap.Read(_memory.PathOf("absent")).Problem!.Code);
    }

    [Fact]
    public void Relations_and_entities_come_from_tables_of_their_own()
    {
        _memory.File("t/links.csv", "source,target,label,weight\nA,B,knows,0.5\nB,C,,12\n,C,x,\n");
        _memory.File("t/nodes.csv", "name,type\nA,person\n,x\n");
        var report = _memory.Import(_format, _memory.PathOf("t"));

        Assert.Equal((3, 2), (report.Created, report.Rejected));
        Assert.Equal(0.5f, Assert.Single(_memory.Facts("w", "A")).Statement.Weight);
        Assert.Equal(("related_to", "12"), (_memory.Facts("w", "B")[0].Statement.Predicate, _memory.Facts("w", "B")[0].Statement.Metadata["weight"]));
        Assert.Contains("\"file\":\"links.csv\",\"line\":4", _memory.Rejects(_memory.PathOf("t")), StringComparison.Ordinal);
        Assert.Equal("csv", MemoryFormats.Choose(MemoryFormats.Create(), null, _memory.PathOf("t")).Value.Name);
    }

    [Fact]
    public void Metadata_that_is_no_object_is_kept_as_text()
    {
        _memory.Import(_format, _memory.File("t.csv", "text,about,metadata,id,tags\na,A,plain,1,\nb,A,\"[1]\",2,[x\n"));

        Assert.Equal(["plain", "[1]"], _memory.Facts("w", "A").Select(fact => fact.Statement.Metadata["metadata"]));
        Assert.Equal(["1", "2"], _memory.Facts("w", "A").Select(fact => fact.Statement.Metadata[SourceMetadata.Id]));
        Assert.Equal(["[x"], _memory.Facts("w", "A")[1].Statement.Tags);
    }

    [Theory]
    [InlineData("just words\nand more", Likeness.None)]
    [InlineData("text\nand more", Likeness.Fallback)]
    [InlineData("a,b\n", Likeness.None)]
    [InlineData("content,tags", Likeness.Likely)]
    [InlineData("name,type,naming\n", Likeness.Certain)]
    [InlineData("{\"text\":1,\"id\":2}", Likeness.None)]
    public void A_table_is_told_by_its_header(string text, Likeness expected)
    {
        using var source = ImportSource.At(_memory.File("x", text));

        Assert.Equal(expected, _format.LikenessOf(new SourceSample(source)));
    }
}
