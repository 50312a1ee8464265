using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.Plugins;

/// <summary>What a plugin can read, as a format of its name: it is asked for the records of each file, and the import does the rest.</summary>
internal sealed class PluginFormat(PluginDescriptor plugin, HookRunner hooks) : RecordFormat
{
    private const int DocumentBytesMax = 16 << 20;

    public override string Name => plugin.Name;

    public override string Summary => plugin.Description;

    public override bool CanExport => false;

    public override bool IsOneFile => false;

    /// <summary>A program is started only when it is named.</summary>
    public override Likeness LikenessOf(SourceSample sample) => Likeness.None;

    public override IEnumerable<SourceItem> Read(ImportSource source, ImportOptions options) => source.Names.SelectMany(name => Read(source, name));

    private IEnumerable<SourceItem> Read(ImportSource source, string name)
    {
        var place = new SourcePlace(0, name);
        using var stream = source.Open(name);
        var buffer = new byte[DocumentBytesMax + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > DocumentBytesMax) { return [new RejectedItem(place, $"is larger than {DocumentBytesMax} bytes", name)]; }
        var call = new HookCall(PluginHooks.ImportDocument.Name, "") { Document = new HookDocument(name, buffer.AsMemory(0, length)) };

        // An import reads on a thread of its own.
        var answer = hooks.AskAsync(plugin.Name, PluginHooks.ImportDocument, call, CancellationToken.None).GetAwaiter().GetResult();
        if (!answer.IsSuccess) { return [new RejectedItem(place, answer.Problem.Detail, name)]; }
        var provenance = new Provenance(Tool: $"plugin:{plugin.Name}", File: name);
        return answer.Value.Items.IsDefaultOrEmpty ? [] : answer.Value.Items.Select(item => ToSource(item, place, provenance)).OfType<SourceItem>();
    }

    private static SourceItem? ToSource(MemoryItem item, SourcePlace place, Provenance provenance)
    {
        var circumstances = Circumstances.Default with
        {
            Tags = item.Tags, Metadata = item.Metadata, Provenance = provenance with { Url = item.Metadata.GetValueOrDefault("url") },
        };
        return item switch
        {
            { Entity: { } from, Relation: { } type, To: { } to } => new RelationItem(place, from, to, type, circumstances),
            { Text: { } text } => new ObservationItem(place, text, circumstances) { About = item.Entity, EntityType = item.EntityType },
            { Entity: { } entity } => new EntityItem(place, entity, item.EntityType ?? ""),
            _ => null,
        };
    }
}
