using System.IO.Hashing;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>The id and times that a memory had where it came from; a memory of our own gets an id from what it says, the same each time.</summary>
internal readonly struct SourceStamp(Entity entity, FactDraft statement)
{
    /// <summary>Metadata that keeps the subject of an observation in formats that have no place for it.</summary>
    public const string About = "graphmemory_about";

    public const string AboutType = "graphmemory_type";

    public string Id => statement.Metadata.TryGetValue(SourceMetadata.Id, out var id) ? id : MadeUp().ToString();

    public string? Created => statement.Metadata.GetValueOrDefault(SourceMetadata.Created);

    public string? Updated => statement.Metadata.GetValueOrDefault(SourceMetadata.Updated) ?? Created;

    public IEnumerable<KeyValuePair<string, string>> OtherMetadata =>
        statement.Metadata.Where(pair => pair.Key is not (SourceMetadata.Id or SourceMetadata.Created or SourceMetadata.Updated));

    private Guid MadeUp()
    {
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes(entity.Name.AsSpan()));
        hash.Append([(byte)0]);
        hash.Append(MemoryMarshal.AsBytes(statement.Text.AsSpan()));
        return new Guid(hash.GetCurrentHash());
    }
}
