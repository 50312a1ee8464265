using System.Text;
using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.ImportExport;

namespace GraphMemory.Tests.ImportExport;

public sealed class ReferenceJsonReaderTests
{
    private const string A = """{"type":"entity","name":"A","entityType":"t","observations":["x"]}""";

    private const string R = """{"type":"relation","from":"A","to":"B","relationType":"r"}""";

    [Theory]
    [InlineData(A + R, "several objects on one line")]
    [InlineData(A + " , " + R + ",", "a comma or bracket")]
    [InlineData("[" + A + "," + R + "]", "a comma or bracket")]
    public void Objects_that_share_a_line_are_taken_apart(string line, string healed)
    {
        var read = Parse(line);

        Assert.Equal(2, read.Records.Length);
        Assert.Equal("A", read.Records[0].Entity!.Name);
        Assert.Equal(new RelationKey("A", "B", "r"), read.Records[1].Relation);
        Assert.StartsWith(healed, read.Healed, StringComparison.Ordinal);
        Assert.Null(read.Rejected);
    }

    [Theory]
    [InlineData("""{"type":"entity","name":"A","entityType":"t","observations":["x","y""", "x")]
    [InlineData("""{"type":"entity","name":"A","entityType":"t","observations":["x",""", "x")]
    [InlineData("""{"type":"entity","name":"A","entityType":"t","observations":["x"]""", "x")]
    [InlineData("""{"type":"entity","name":"A","entityType":"t",""", "")]
    [InlineData("""{"type":"entity","name":"A","entityType":"t","observations":["x",],}""", "x")]
    [InlineData("""{"type":"entity","name":"A","entityType":"t","observations":"x","extra":{"a":[1]}}""", "x")]
    [InlineData("""{"type":"entity","name":"A","entityType":"t","observations":["x",{"a":1},null]}""", "x")]
    [InlineData("""{"type":"entity","name":"A","entityType":"t","observations":[1,true]}""", "1|true")]
    public void What_is_whole_of_a_damaged_entity_is_kept(string line, string expected)
    {
        var entity = Assert.Single(Parse(line).Records).Entity!;

        Assert.Equal("A", entity.Name);
        Assert.Equal(expected, string.Join('|', entity.Observations));
    }

    [Theory]
    [InlineData("""{"type":"entity","name":"A","entityTy""", "could not be healed")]
    [InlineData("""{"type":"entity","name":"A"}""", "without name or entityType")]
    [InlineData("""{"type":"relation","from":"A"}""", "without from, to or relationType")]
    [InlineData("""{"type":"note","x":1}""", "unknown type \"note\"")]
    [InlineData("""{"x":1}""", "has no type")]
    [InlineData("nonsense that is longer than sixty characters, so that only its start is shown", "…")]
    [InlineData("42", "not an object")]
    [InlineData("""{"type":"entity","name":"\ud800","entityType":"t","observations":[]}""", "surrogate")]
    public void What_cannot_be_used_is_rejected_with_the_reason(string line, string reason)
    {
        var read = Parse(line);

        Assert.Empty(read.Records);
        Assert.Contains(reason, read.Rejected, StringComparison.Ordinal);
        Assert.Equal(line, read.Text);
    }

    [Fact]
    public void A_half_line_after_a_whole_object_costs_only_itself()
    {
        var read = Parse(A + """{"type":"entity"}""");

        Assert.Single(read.Records);
        Assert.NotNull(read.Rejected);
    }

    [Fact]
    public void Marks_of_editors_and_other_systems_do_not_matter()
    {
        var lines = Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(A + "\r\n\r\n  \n" + R)]);

        Assert.Equal([1L, 4L], lines.Select(line => line.Number));
        Assert.All(lines, line => Assert.True(line is { Healed: null, Rejected: null }));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_replaced_and_the_rest_is_kept()
    {
        var bytes = Encoding.UTF8.GetBytes(A);
        bytes[Array.IndexOf(bytes, (byte)'x')] = 0xFF;
        var line = Assert.Single(Read(bytes));

        Assert.Equal("\uFFFD", line.Records[0].Entity!.Observations[0]);
        Assert.Contains("no UTF-8", line.Healed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_writer_writes_the_reader_reads()
    {
        var text = Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 12].Select(chars => new string(chars) + "🚂");
        var entity = Gen.Select(text, text, text.Array[0, 3]).Select((name, type, texts) => new NewEntity(name, type, [.. texts]));
        var relation = Gen.Select(text, text, text).Select((from, to, type) => new RelationKey(from, to, type));
        Gen.Select(entity.Array[0, 5], relation.Array[0, 5]).Sample((entities, relations) =>
        {
            using var stream = new MemoryStream();
            ReferenceJsonWriter.Write(new GraphView([.. entities], [.. relations]), stream);
            var lines = Read(stream.ToArray());

            Assert.All(lines, line => Assert.True(line is { Healed: null, Rejected: null }, line.Rejected));
            Assert.Equal(relations, lines.SelectMany(line => line.Records).Select(record => record.Relation).OfType<RelationKey>());
            Assert.Equal(
                entities.Select(wanted => $"{wanted.Name} {wanted.Type} {string.Join('|', wanted.Observations)}"),
                lines.SelectMany(line => line.Records).Select(record => record.Entity).OfType<NewEntity>()
                    .Select(found => $"{found.Name} {found.Type} {string.Join('|', found.Observations)}"));
        }, iter: 300);
    }

    [Fact]
    public void No_bytes_whatever_make_it_fail_and_every_line_is_accounted_for()
    {
        string[] scraps = [A, R, "\n", "\r", ",", "[", "{", "}", "\"", "\\", "\\ud800", "\u0000", "null", "é", "//", "/*"];
        var scrap = Gen.Int[0, scraps.Length - 1].Select(i => scraps[i]);
        Gen.Select(scrap.Array[0, 12], Gen.Byte.Array[0, 6], Gen.Int[0, 200]).Sample((parts, noise, at) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(parts)).ToList();
            bytes.InsertRange(Math.Min(at, bytes.Count), noise);

            Assert.All(Read([.. bytes]), line => Assert.True(line.Records.Length > 0 || line.Rejected is not null || line.Healed is not null));
        }, iter: 3_000);
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_one_line()
    {
        var entity = A.Replace("\"x\"", $"\"{new string('y', 200_000)}\"", StringComparison.Ordinal);

        Assert.Equal([200_000, 1], Read(Encoding.UTF8.GetBytes(entity + "\n" + A)).Select(line => line.Records[0].Entity!.Observations[0].Length));
    }

    private static ReferenceLine Parse(string line) => ReferenceJsonReader.Parse(1, Encoding.UTF8.GetBytes(line));

    private static List<ReferenceLine> Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return [.. ReferenceJsonReader.Read(stream)];
    }
}
