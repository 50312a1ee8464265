using System.Text;
using CsCheck;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Tests.ImportExport;

/// <summary>Readers meet arbitrary bytes: whatever they hold, an import ends with a report.</summary>
public sealed class DamagedSourceTests
{
    private static readonly byte[] Marks = Encoding.ASCII.GetBytes("\0\"'\\{}[]<>&,;:#-|/\n\r\t =09azAZ()!%`~");

    /// <summary>Per format a small source with all that it knows.</summary>
    public static TheoryData<string, string> Sources => new()
    {
        { "json", """{"memories":[{"id":"1","content":"a\n","tags":["x"],"metadata":{"k":1},"relationships":[{"target_id":"2"}]},"s"],"total":2,"relations":[{"from":"a","to":"b"}],"entities":[{"name":"a"}]}""" },
        { "csv", "id;text;about;tags;metadata;validFrom;x\n1;\"a \"\"b\"\"\n c\";A;t;{\"\"k\"\":1};2026-01-01;7\n2;plain;;[\"\"q\"\"];;;\n" },
        { "vault", "---\ngraphmemory: 1\nname: \"A\"\ntype: t\n---\n\n## Observations\n\n- \"a\\n\" #x [since:: 2026-01-01] [meta:: {\"k\":\"v\"}]\n- b\n  c\n\n## Relations\n\n- r:: [[B|b]] [name:: \"x\"]\n" },
        { "basic-memory", "---\ntitle: A\ntags: [x, \"y\"]\npermalink: a\nk:\n  - v\n---\n# A\np [[B#h|l]]\n- [c] text #t (x)\n- rel [[B]] (c)\n```\ncode\n```\n" },
        { "graphml", "<graphml><key id=\"k\" attr.name=\"description\"/><graph id=\"g\"><node id=\"a\"><data key=\"k\">t &lt; u</data></node><node id=\"b\"/><edge source=\"a\" target=\"b\"><data key=\"weight\">1</data></edge></graph></graphml>" },
        { "notes", "---\ntitle: A\n---\n# H\n\npara #tag [[L]]\n1. one\n- x:: [[Y]]\n~~~\n" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Damaged_bytes_never_break_an_import(string name, string sound)
    {
        using var memory = new TransferFixture();
        var format = (RecordFormat)MemoryFormats.Create().Items.Single(item => item.Name == name);
        var path = memory.File("source.md", sound);
        var bytes = Encoding.UTF8.GetBytes(sound);
        var edit = Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 3], Gen.Int[0, Marks.Length - 1], Gen.Byte);
        Assert.True(memory.Import(format, path, "sound").Created > 0);
        edit.Array[1, 8].Sample(
            edits =>
            {
                File.WriteAllBytes(path, edits.Aggregate(bytes.ToList(), Apply).ToArray());
                using var source = ImportSource.At(path);
                _ = format.LikenessOf(new SourceSample(source));
                var report = memory.TryImport(format, path, "damaged");
                Assert.True(report.IsSuccess, report.Problem?.ToString());
            },
            iter: 400, threads: 1);
    }

    private static List<byte> Apply(List<byte> bytes, (int At, int Kind, int Mark, byte Any) edit)
    {
        var at = Math.Min(edit.At, bytes.Count);
        switch (edit.Kind)
        {
            case 0 when at < bytes.Count: bytes[at] = Marks[edit.Mark]; break;
            case 1 when at < bytes.Count: bytes[at] = edit.Any; break;
            case 2: bytes.Insert(at, Marks[edit.Mark]); break;
            default: bytes.RemoveRange(at, Math.Min(edit.Any % 16, bytes.Count - at)); break;
        }

        return bytes;
    }
}
