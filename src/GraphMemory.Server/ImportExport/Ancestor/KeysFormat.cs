using GraphMemory.Engine.ImportExport;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>A folder of keys, such as <c>secrets/jwt</c>. Nothing of it comes in; each file is told, so that nobody wonders.</summary>
internal sealed class KeysFormat : RecordFormat
{
    private const int FilesMax = 1_000;

    private static readonly string[] Marks = ["PRIVATE KEY-----", "PUBLIC KEY-----", "\"kty\""];

    public override string Name => "keys";

    public override string Summary => "a folder of keys: each is told, none comes in";

    public override bool CanExport => false;

    public override Likeness LikenessOf(SourceSample sample) =>
        sample.Names.Count is > 0 and < FilesMax && sample.Names.All(name => IsKey(sample.TextOf(name))) ? Likeness.Certain : Likeness.None;

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options) =>
        source.Names.Select(name => new LostItem(new SourcePlace(0, name), $"{name}: a key"));

    private static bool IsKey(string text) => Array.Exists(Marks, mark => text.Contains(mark, StringComparison.Ordinal));
}
