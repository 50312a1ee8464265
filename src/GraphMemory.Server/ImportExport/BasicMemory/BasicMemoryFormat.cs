using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Notes;
using GraphMemory.Server.ImportExport.Pipeline;
using GraphMemory.Server.ImportExport.Vault;

namespace GraphMemory.Server.ImportExport.BasicMemory;

/// <summary>The notes of a basic-memory project: <c>- [category] text #tag (context)</c> and <c>- type [[Target]]</c> under a head with a permalink.</summary>
internal sealed class BasicMemoryFormat : RecordFormat
{
    public override string Name => "basic-memory";

    public override string Summary => "basic-memory project: Markdown notes with [category] observations and typed links";

    public override bool IsOneFile => false;

    protected override GraphParts Holds => GraphParts.Relations | GraphParts.Tags;

    public override Likeness LikenessOf(SourceSample sample) =>
        sample.Names.Where(VaultFormat.IsNote).Take(VaultFormat.NoteSamples).Any(note => IsNote(sample.TextOf(note))) ? Likeness.Certain : Likeness.None;

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options)
    {
        var folder = new NoteFolder(source, source.Names, options);
        foreach (var name in source.Names.Where(VaultFormat.IsNote))
        {
            using var stream = source.Open(name);
            foreach (var item in folder.Read(name, VaultFormat.Lines(stream))) { yield return item; }
        }
    }

    protected override void Write(LiveGraph graph, string folder)
    {
        using var files = new SmallFiles();
        new BasicMemoryWriter(graph, folder, files).Write();
        files.Complete();
    }

    private static bool IsNote(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).Take(FrontMatter.LinesMax).ToList();
        return lines is [FrontMatter.Fence, ..]
            && lines.Skip(1).TakeWhile(line => line != FrontMatter.Fence).Any(line => line.StartsWith("permalink:", StringComparison.Ordinal));
    }
}
