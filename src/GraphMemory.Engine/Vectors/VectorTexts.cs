using System.IO.Hashing;
using System.Text;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Vectors;

/// <summary>A text that gets a vector.</summary>
/// <param name="Id">The fact, or the entity whose name it is.</param>
internal readonly record struct VectorText(long Id, string Text, UInt128 Hash);

/// <summary>What is embedded of a range of the log: observations with the name of their entity, and the names of entities with their type.</summary>
internal sealed class VectorTexts(IWorkspaceRead read, string prefix)
{
    /// <summary>Characters of a text that is embedded; no common model reads further. The rest counts for the text search only.</summary>
    private const int TextLengthMax = 8_192;

    private readonly List<VectorText> _texts = [];
    private readonly Dictionary<long, Entity?> _entities = [];

    /// <summary>The texts by rising id. What is closed or retracted by now gets no vector.</summary>
    public static List<VectorText> Of(IWorkspaceRead read, long fromSeq, long toSeq, string prefix)
    {
        var texts = new VectorTexts(read, prefix);
        read.VisitEntities(fromSeq, toSeq, texts.AddEntity);
        read.VisitFacts(fromSeq, toSeq, texts.AddFact);
        texts._texts.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return texts._texts;
    }

    private void AddEntity(in EntityRow row)
    {
        if (row.HasGeneratedName || row.DeletedSeq != 0) { return; }
        var (name, type) = (Encoding.UTF8.GetString(row.NameUtf8), Encoding.UTF8.GetString(row.TypeUtf8));
        Add(row.Id, type.Length == 0 ? name : $"{name} ({type})");
    }

    private void AddFact(in FactRow row)
    {
        if (row.Kind == FactKind.Relation || row.Polarity == Polarity.Retracted || row.SupersededSeq != 0) { return; }
        var text = Encoding.UTF8.GetString(row.TextUtf8);
        Add(row.Id, EntityOf(row.SubjectId) is { HasGeneratedName: false } entity ? $"{entity.Name}: {text}" : text);
    }

    private void Add(long id, string text)
    {
        var whole = prefix + (text.Length <= TextLengthMax ? text : text[..TextLengthMax]);
        _texts.Add(new VectorText(id, whole, XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(whole))));
    }

    private Entity? EntityOf(long id)
    {
        if (!_entities.TryGetValue(id, out var entity)) { _entities[id] = entity = read.Entity(id); }
        return entity;
    }
}
